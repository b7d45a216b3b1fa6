import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createApiKey } from '../../db/api-key.ts';
import { type Connection, openDatabase } from '../../db/client.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { urlOf } from './server.ts';
import { NODE_FLAGS } from './start-command.ts';

/** A server of ours as its users run it, in a process of its own. */
export interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly origin: string;
  readonly key: string;
  readonly gone: Promise<unknown>;
  isUp(): boolean;
  said(): string;
  /** At once. */
  kill(): Promise<unknown>;
}

/** A busy machine is no fault. */
const PATIENT = { STATEMENT_TIMEOUT_MS: '300000', REQUEST_TIMEOUT_MS: '300000', SAMPLE_CORPUS: 'false' };
/** For who tries what a server does when its database does not answer. */
export const IMPATIENT = { STATEMENT_TIMEOUT_MS: '3000', REQUEST_TIMEOUT_MS: '5000' };
const ADDRESS = /http:\/\/localhost:(\d+)\/graphql/;

/** On a database that is migrated and has a key that may write. `by`: the way that it takes there. */
export async function serve(
  direct: Connection,
  by: Connection,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const { db, close } = openDatabase({ connection: direct });
  await migrateToLatest(db);
  const { key } = await createApiKey(db, { name: 'a test', scopes: ['read', 'ingest'], expiresAt: null });
  await close();
  return { ...(await serveOf('.', by, env)), key };
}

/** The code of this folder. */
export async function serveOf(
  folder: string,
  by: Connection,
  env: Readonly<Record<string, string>> = {},
): Promise<Omit<Served, 'key'>> {
  const child = spawn(process.execPath, [...NODE_FLAGS, 'src/main.ts'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: urlOf(by),
      PORT: '0',
      LOG_LEVEL: 'info',
      ...PATIENT,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'close');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-200_000);
    });
  }
  const isUp = () => child.exitCode === null && child.signalCode === null;
  for (;;) {
    const port = ADDRESS.exec(said)?.[1];
    if (port) {
      const origin = `http://127.0.0.1:${port}`;
      const kill = () => {
        child.kill('SIGKILL');
        return gone;
      };
      return { child, url: `${origin}/graphql`, origin, gone, isUp, kill, said: () => said };
    }
    if (!isUp()) throw new Error(`It ended and said ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
