import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { countReadByOthers } from '../../db/reread.ts';
import type { Tables } from '../../db/tables.ts';
import { threadsOption } from './command-options.ts';
import { extractorName } from './link-and-store.ts';
import type { OpenExtractor } from './reading.ts';
import { type Reread, reread } from './reread.ts';
import { stopRequest } from './stop-request.ts';

type WithDatabase = (use: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

/** `reread`. Ends with 1 where a text could not be read, with 130 where it was asked to stop. */
export function addRereadCommand(
  program: Command,
  withDatabase: WithDatabase,
  openExtractor: (threads?: number) => Promise<OpenExtractor>,
): void {
  program
    .command('reread')
    .description('read the texts of stored articles anew that an older or another extractor has read')
    .addOption(threadsOption())
    .action(async ({ threads }: { threads?: number }) => {
      const { signal, forget } = stopRequest();
      const extractor = await openExtractor(threads);
      await withDatabase((db) => rereadAll(db, extractor, signal))
        .finally(extractor.close)
        .finally(forget);
    });
}

async function rereadAll(db: Kysely<Tables>, extractor: OpenExtractor, signal: AbortSignal): Promise<void> {
  const counts: Record<Reread['outcome'], number> = { changed: 0, same: 0, superseded: 0, failed: 0 };
  const progress = progressOf(await countReadByOthers(db, extractorName(extractor)));
  try {
    for await (const { articleId, outcome, why } of reread(db, { extractor, signal })) {
      counts[outcome]++;
      progress.done();
      if (why !== undefined) process.stdout.write(`failed: ${why}\tarticle ${articleId}\n`);
    }
  } finally {
    progress.end();
  }
  const told = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  process.stdout.write(`${told.join(', ')}\n`);
  if (counts.failed > 0) process.exitCode = 1;
  if (!signal.aborted) return;
  process.stderr.write('Stopped: the same command goes on from there.\n');
  process.exitCode = 130;
}

const EVERY_MS = 5_000;

/** On standard error: a bar on a terminal, elsewhere a line every five seconds. */
function progressOf(total: number): { done(): void; end(): void } {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: '{bar} {value} of {total} · {eta_formatted} left',
      stream: process.stderr,
    });
    bar.start(total, 0);
    return { done: () => bar.increment(), end: () => bar.stop() };
  }
  let done = 0;
  const timer = setInterval(() => process.stderr.write(`${done} of ${total}\n`), EVERY_MS);
  timer.unref();
  return { done: () => void done++, end: () => clearInterval(timer) };
}
