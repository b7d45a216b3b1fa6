import type { Command } from 'commander';
import type { PgBoss } from 'pg-boss';
import { failedJobs, replayFailed } from './failed.ts';

type WithQueue = (use: (boss: PgBoss) => Promise<void>) => Promise<void>;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** `jobs failed`, `jobs replay [ID… | --all]`. */
export function addJobsCommand(program: Command, withQueue: WithQueue): void {
  const jobs = program.command('jobs').description('jobs that failed as often as they may');
  jobs
    .command('failed')
    .description('list them, the oldest first: id, job, address, tries, when, why')
    .action(() =>
      withQueue(async (boss) => {
        for (const { id, job, url, tries, failedAt, why } of await failedJobs(boss))
          say([id, job, url ?? '-', `${tries} tries`, failedAt.toISOString(), oneLine(why)].join('\t'));
      }),
    );
  jobs
    .command('replay')
    .description('put them back in line, for a worker to try them anew')
    .argument('[id...]', 'as `jobs failed` lists them')
    .option('--all', 'all of them')
    .action(async (ids: string[], { all = false }: { all?: boolean }) => {
      if (all === ids.length > 0) throw new Error('Wanted the ids of failed jobs, or --all.');
      for (const id of ids)
        if (!UUID.test(id)) throw new Error(`Wanted an id of \`jobs failed\`, got "${id}".`);
      await withQueue(async (boss) => {
        const replayed = await replayFailed(boss, all ? null : ids);
        say(`${replayed} back in line`);
        if (!all && replayed < ids.length) process.exitCode = 1;
      });
    });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
