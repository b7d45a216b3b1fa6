import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { openKept } from './data/kept.ts';
import type { Measured } from './measure/figures.ts';
import { installPeers } from './measure/install-peers.ts';
import { CONNECTIONS, measure, roundsOf } from './measure/run.ts';
import { CONTESTANTS } from './measure/servers.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { pictureOf } from './report/picture.ts';
import { growthOf, tablesOf } from './report/table.ts';

/** What a request costs in the real server, in what can't be cheaper, and in others: `docs/bench.md` says how it is measured. */
async function main(options: Options): Promise<void> {
  if (!existsSync('/proc/self/schedstat'))
    throw new Error('CPU time is read from /proc, so this needs Linux.');
  const say = (message: string) => process.stderr.write(`${message}\n`);
  if (options.names.some((name) => !('env' in CONTESTANTS[name]))) await installPeers(say);
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => interrupted.abort(new Error(`Interrupted by ${signal}`)));
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
  const kept = await openKept(options.data, say);
  const measured: Measured[] = [];
  try {
    for (const articles of options.articles)
      measured.push(
        await measure(kept, { ...options, articles, folder, onProgress: say, signal: interrupted.signal }),
      );
  } catch (error) {
    throw interrupted.signal.aborted ? interrupted.signal.reason : error;
  } finally {
    await kept.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const conditions = conditionsOf(options.seconds);
  await writeFile(options.svg, pictureOf(measured.at(-1)!, conditions));
  say(`The picture is ${options.svg}`);
  const lines = [conditions, '', ...measured.flatMap(tablesOf), ...growthOf(measured)];
  process.stdout.write(
    options.json ? `${JSON.stringify({ conditions, measured }, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
}

function conditionsOf(seconds: number): string {
  const [cpu] = cpus();
  const machine = `${cpu?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const rounds = roundsOf(seconds);
  const load = `${CONNECTIONS} connections, ${rounds} rounds of ${seconds / rounds} s`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.versions.node}, ${load}`;
}

function optionsOrUsage(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

try {
  await main(optionsOrUsage());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
