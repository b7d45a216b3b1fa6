import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { EmbeddedConnection } from '../../db/embedded.ts';
import { dataFolder, isRunning, postmasterOf, stoppedCluster } from '../support/holders.ts';

async function ask(connection: EmbeddedConnection | undefined, sql: string): Promise<unknown> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return Object.values(rows[0] ?? {})[0];
}

let copyOf: string;
beforeAll(async () => {
  copyOf = await stoppedCluster();
});
afterAll(() => rm(copyOf, { recursive: true }));

describe('an embedded Postgres', () => {
  it('is started by the first process and joined by the second', async () => {
    const data = await dataFolder({ copyOf });
    const first = data.hold();
    const started = await first.in;
    const second = data.hold();
    const joined = await second.in;
    expect([started.started, joined.started]).toEqual([true, false]);
    expect(joined.connection).toEqual(started.connection);
    expect(await Promise.all([first.leave(), second.leave()])).toEqual([0, 0]);
  });

  it('answers under its URL, too', async () => {
    const data = await dataFolder({ copyOf });
    const holder = data.hold();
    const { url } = await holder.in;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    expect((await client.query('select current_database() as name')).rows).toEqual([{ name: 'newsgraph' }]);
    await client.end();
    await holder.leave();
  });

  it('stays for the others and stops with the last one', async () => {
    const data = await dataFolder({ copyOf });
    const first = data.hold();
    await first.in;
    const second = data.hold();
    const { connection } = await second.in;
    const pid = postmasterOf(data.path)!;
    await first.leave();
    expect(await ask(connection, 'select 1')).toBe(1);
    await second.leave();
    expect(postmasterOf(data.path)).toBeNull();
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('lets any number of processes begin at the same moment', async () => {
    const data = await dataFolder();
    const holders = Array.from({ length: 5 }, () => data.hold());
    const said = await Promise.all(holders.map((holder) => holder.in));
    expect(said.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
    expect(said.filter(({ started }) => started)).toHaveLength(1);
    await Promise.all(holders.map((holder) => holder.leave()));
    expect(postmasterOf(data.path)).toBeNull();
  });

  it('lets processes come while others leave', async () => {
    const data = await dataFolder({ copyOf });
    const life = async () => {
      for (let time = 0; time < 4; time++) {
        const holder = data.hold();
        expect(await holder.in).not.toHaveProperty('error');
        expect(await holder.leave()).toBe(0);
      }
    };
    await Promise.all([life(), life(), life()]);
    expect(postmasterOf(data.path)).toBeNull();
  });

  it('is joined by the next process when its starter was killed', async () => {
    const data = await dataFolder({ copyOf });
    const first = data.hold();
    const { connection } = await first.in;
    await ask(connection, 'create table kept (id int)');
    const pid = postmasterOf(data.path);
    first.child.kill('SIGKILL');
    await first.gone;
    const second = data.hold();
    expect(await second.in).toMatchObject({ started: false });
    expect(postmasterOf(data.path)).toBe(pid);
    expect(await ask(connection, 'select count(*)::int from kept')).toBe(0);
    await second.leave();
    expect(postmasterOf(data.path)).toBeNull();
  });

  it('is started again when the server itself was killed, nothing lost', async () => {
    const data = await dataFolder({ copyOf });
    const holder = data.hold({ sync: true });
    const { connection } = await holder.in;
    await ask(connection, 'create table kept as select 7 as seven');
    const pid = postmasterOf(data.path)!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => ask(connection, 'select seven from kept').catch(() => null)).toBe(7);
    expect(postmasterOf(data.path)).not.toBe(pid);
    await holder.leave();
  });

  /** As after the kill of a container: nothing runs, and the lock files name a process that has nothing to do with them. */
  async function killedWith(lockedBy: (owner: { uid: number; gid: number }) => number) {
    const data = await dataFolder({ copyOf });
    const killed = data.hold({ sync: true });
    const { connection } = await killed.in;
    await ask(connection, 'create table kept as select 7 as seven');
    const pid = postmasterOf(data.path)!;
    killed.child.kill('SIGKILL');
    await killed.gone;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isRunning(pid)).toBe(false);
    const lock = join(data.path, 'postgres', 'postmaster.pid');
    const other = lockedBy(statSync(lock));
    for (const path of [lock, join(connection!.host, '.s.PGSQL.5432.lock')]) {
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(other)));
    }
    return data;
  }

  it('starts after a kill of everything where another process has got the number of the killed one', async () => {
    let other: ChildProcess | undefined;
    onTestFinished(() => void other?.kill('SIGKILL'));
    const data = await killedWith(({ uid, gid }) => {
      other = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
      return other.pid!;
    });
    const holder = data.hold();
    const { error, connection } = await holder.in;
    expect(error).toBeUndefined();
    expect(await ask(connection, 'select seven from kept')).toBe(7);
    expect(other?.exitCode).toBeNull();
    await holder.leave();
  });

  it('starts no second server where the first one runs and its socket is gone', async () => {
    const data = await dataFolder({ copyOf });
    const first = data.hold();
    const { connection } = await first.in;
    const pid = postmasterOf(data.path)!;
    rmSync(join(connection!.host, '.s.PGSQL.5432'));
    const second = data.hold({ timeoutMs: 10_000 });
    expect((await second.in).error).toMatch(`postmaster (PID ${pid}) running`);
    expect(postmasterOf(data.path)).toBe(pid);
    process.kill(pid, 'SIGQUIT');
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('says why it does not start', async () => {
    const data = await dataFolder({ copyOf });
    appendFileSync(join(data.path, 'postgres', 'postgresql.conf'), 'no_such_setting = on\n');
    const { error } = await data.hold().in;
    expect(error).toContain('no_such_setting');
    expect(error).toContain('DATABASE_URL');
  });

  it('hears no signal of the terminal of its starter', async () => {
    const data = await dataFolder({ copyOf });
    const holder = data.hold();
    const { connection } = await holder.in;
    const group = Number(
      (await ask(
        connection,
        `select split_part(pg_read_file('/proc/' || pid || '/stat'), ' ', 5)
      from (select pg_backend_pid() as pid) as me`,
      )) as string,
    );
    expect(group).not.toBe(holder.child.pid);
    expect(group).not.toBe(process.pid);
    await holder.leave();
  });

  it('knows every alphabet, whatever the locale of the caller', async () => {
    const data = await dataFolder();
    const holder = data.hold({ env: { PATH: '/usr/bin:/bin', LC_ALL: 'xx_XX.nonsense' } });
    const { connection } = await holder.in;
    expect(await ask(connection, `select lower('ŽÉЩ') || current_setting('server_encoding')`)).toBe(
      'žéщUTF8',
    );
    await holder.leave();
  });

  it('is for its own user alone', async () => {
    const data = await dataFolder({ copyOf });
    const holder = data.hold();
    const { connection } = await holder.in;
    expect(await ask(connection, 'show listen_addresses')).toBe('');
    expect(statSync(connection!.host).mode & 0o077).toBe(0);
    await holder.leave();
  });

  it.runIf(process.getuid?.() === 0)(
    'moves what the user that runs it could not reach, and says so',
    async () => {
      const data = await dataFolder({ mode: 0o700 });
      const holder = data.hold();
      const { connection, home } = await holder.in;
      expect(home).not.toBe(data.path);
      expect(holder.progress.join()).toContain(home);
      expect(await ask(connection, 'select 1')).toBe(1);
      const next = data.hold();
      expect(await next.in).toMatchObject({ started: false, home });
      await Promise.all([holder.leave(), next.leave()]);
    },
  );

  it.runIf(process.getuid?.() === 0)('says what to do where another user owns the data', async () => {
    const data = await dataFolder({ copyOf });
    const owner = data.hold();
    await owner.in;
    await owner.leave();
    const { error } = await data.hold({ uid: 65_534, gid: 65_534 }).in;
    expect(error).toContain('belongs to the user');
    expect(error).toContain('DATABASE_URL');
  });

  it.runIf(process.getuid?.() === 0)('runs for an ordinary user, whom root may join', async () => {
    const data = await dataFolder({ mode: 0o777 });
    const nobody = data.hold({ uid: 65_534, gid: 65_534 });
    const started = await nobody.in;
    expect(started).toMatchObject({ started: true });
    const root = data.hold();
    expect(await root.in).toMatchObject({ started: false, connection: started.connection });
    await Promise.all([nobody.leave(), root.leave()]);
    expect(postmasterOf(data.path)).toBeNull();
  });
});
