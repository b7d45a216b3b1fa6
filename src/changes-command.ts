import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Kysely } from 'kysely';
import { pruneChanges } from '../db/change-prune.ts';
import type { Tables } from '../db/tables.ts';

type WithDatabase = (use: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

const MOST_DAYS = 36_500;

/** `newsgraph changes prune`: the feed of changes grows until somebody says how much of it is enough. */
export function addChangesCommand(program: Command, withDatabase: WithDatabase): void {
  program
    .command('changes')
    .description('the feed of changes')
    .command('prune')
    .description('forget the oldest changes; who has read no further is told to read anew')
    .addOption(new Option('--keep <days>', 'how long a change is kept').argParser(daysOf).default(30, '30d'))
    .action(async ({ keep }: { keep: number }) => {
      await withDatabase(async (db) => {
        const pruned = await pruneChanges(db, keep);
        process.stdout.write(
          `Forgot ${pruned} ${pruned === 1 ? 'change' : 'changes'} older than ${keep} days.\n`,
        );
      });
    });
}

function daysOf(text: string): number {
  const days = Number(/^(\d{1,5})d$/.exec(text)?.[1] ?? Number.NaN);
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(
    `Wanted days from 1d to ${MOST_DAYS}d, such as 30d; got ${JSON.stringify(text)}.`,
  );
}
