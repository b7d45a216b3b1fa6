import pg from 'pg';
import { ownData } from './error.ts';
import type { Place } from './place.ts';
import { PORT, readPostmaster, SUPERUSER, stopPostmaster } from './postmaster.ts';

/** Held shared by each process that uses the server, on one connection of its own. */
const PRESENCE = 7_303_014_531;

/** A client, or why there is none: nothing listens, or the server is starting or stopping. */
export async function knockAt(place: Place): Promise<pg.Client | 'absent' | 'busy'> {
  const known = readPostmaster(place);
  const client = new pg.Client({
    host: known?.socketDir ?? place.socketDir,
    port: known?.port ?? PORT,
    user: SUPERUSER,
    database: 'postgres',
    ssl: false,
    application_name: 'newsgraph presence',
  });
  // Between the first query and the handlers of the caller an error must not end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') return 'absent';
    // 57P01 to 57P03: shutting down or starting; 53300: all connections taken; none: cut off.
    if (/^(57P0\d|53300|ECONNRESET|EPIPE|)$/.test(code)) return 'busy';
    throw ownData(`no connection to ${client.host}`, error);
  }
}

/**
 * False where the server is stopping. A stopping server may still hand us the lock when it ends the session of the last user
 * before ours; what it no longer does is to accept connections.
 */
export async function takePresence(client: pg.Client, place: Place): Promise<boolean> {
  try {
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE]);
    const second = await knockAt(place);
    if (typeof second !== 'string') {
      await second.end();
      return true;
    }
  } catch {
    // Cut off while waiting.
  }
  await client.end().catch(() => {});
  return false;
}

/** Gives up presence; the last process to do so stops the server. */
export async function leave(client: pg.Client, place: Place, timeoutMs: number): Promise<void> {
  try {
    if (await isLast(client)) await stopPostmaster(place, timeoutMs);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Cut off, we are not: then another process that leaves at the same time is stopping the server. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [PRESENCE]);
    const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [PRESENCE]);
    return rows[0].last;
  } catch {
    return false;
  }
}
