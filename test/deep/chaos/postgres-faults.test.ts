import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  debianPostgres,
  type OwnCluster,
  startCluster,
  startStandby,
} from '../../support/debian-postgres.ts';
import { endures, type Scene } from '../../support/endures.ts';
import { type Gate, throughGate } from '../../support/gate.ts';
import { IMPATIENT, serve } from '../../support/served.ts';
import { openSession } from '../../support/server.ts';
import { witness } from '../../support/witness.ts';

const PROGRAMS = debianPostgres(15) ?? '';
const REQUIRED = Boolean(process.env.REQUIRE_POSTGRES_15);
if (!PROGRAMS && !REQUIRED)
  console.warn(
    "SKIPPED: no fault of Postgres is tried, because Debian's package postgresql-15 is not installed.",
  );

/** What reads texts is loaded for the first one. */
const FIRST_WITHIN_MS = 300_000;

interface ClusterScene extends Scene {
  readonly cluster: OwnCluster;
  readonly gate: Gate;
  /** As the superuser. */
  readonly session: pg.Client;
}

async function scene(
  settings: readonly string[] = [],
  make?: (session: pg.Client, cluster: OwnCluster) => Promise<void>,
): Promise<ClusterScene> {
  const cluster = await startCluster(PROGRAMS, settings);
  onTestFinished(() => cluster.stop());
  const session = await openSession(cluster.connectionTo('postgres'));
  await make?.(session, cluster);
  await session.query('create role plain login');
  await session.query(`create database news owner plain ${make ? 'tablespace small' : ''}`);
  const direct = cluster.connectionTo('news', 'plain');
  const gate = await throughGate(direct);
  onTestFinished(() => gate.close());
  const served = await serve(direct, gate.connection, IMPATIENT);
  onTestFinished(() => void served.kill());
  const seen = witness(served);
  onTestFinished(() => seen.stop());
  await seen.wellSince(performance.now(), FIRST_WITHIN_MS);
  return { cluster, gate, served, seen, direct: cluster.connectionTo('news'), session };
}

describe.runIf(PROGRAMS || REQUIRED)('the server outlives a Postgres that', () => {
  it('is restarted', async () => {
    const one = await scene();
    const { cluster } = one;
    await endures(one, {
      name: 'Postgres restarted',
      begin: () => cluster.halt(),
      lastsMs: 1_000,
      end: () => cluster.start(),
    });
  });

  it('is killed with -9', async () => {
    const one = await scene();
    const { cluster } = one;
    await endures(one, {
      name: 'Postgres killed with -9',
      begin: () => cluster.kill(),
      lastsMs: 1_000,
      end: () => cluster.start(),
    });
  });

  it('has no connection left', async () => {
    const one = await scene(['max_connections=40']);
    const { gate, session, cluster } = one;
    const others: pg.Client[] = [];
    await session.query('grant pg_monitor to plain');
    const takeAll = async () => {
      await gate.shut();
      for (;;) {
        try {
          others.push(await openSession(cluster.connectionTo('news', 'plain')));
        } catch {
          return gate.open();
        }
      }
    };
    await endures(one, {
      name: 'Postgres out of connections',
      begin: takeAll,
      lastsMs: 4_000,
      end: () => Promise.all(others.map((other) => other.end())),
    });
  });

  it.runIf(process.getuid?.() === 0)('has no disk left', async () => {
    let disk = '';
    const one = await scene([], async (session, cluster) => {
      disk = await smallDisk(cluster);
      await session.query(`create tablespace small location '${join(disk, 'space')}'`);
    });
    const ballast = join(disk, 'ballast');
    await endures(one, {
      name: 'Postgres without disk',
      begin: () => fill(ballast),
      lastsMs: 6_000,
      end: () => rmSync(ballast),
      readsGoOn: true,
    });
  });

  it('fails over to its standby', async () => {
    const one = await scene();
    const { cluster, gate, session } = one;
    const standby = await startStandby(PROGRAMS, cluster);
    onTestFinished(() => standby.stop());
    // Without it what was acknowledged last may be on the primary alone.
    await session.query(`alter system set synchronous_standby_names = '*'`);
    await session.query('select pg_reload_conf()');
    const sync = `select from pg_stat_replication where sync_state = 'sync'`;
    await expect.poll(async () => (await session.query(sync)).rowCount).toBe(1);
    await sleep(1_000);
    await endures(one, {
      name: 'Postgres failed over',
      begin: () => cluster.kill(),
      lastsMs: 1_000,
      async end() {
        standby.run('pg_ctl', ['promote', '--pgdata', join(standby.folder, 'data'), '--wait']);
        gate.leadTo(standby.connectionTo('news', 'plain'));
      },
      direct: standby.connectionTo('news'),
    });
    await cluster.start();
  });
});

/** As small as a full one is soon. */
async function smallDisk({ folder }: OwnCluster): Promise<string> {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  const { uid, gid } = statSync(join(folder, 'data'));
  mkdirSync(join(disk, 'space'));
  chownSync(join(disk, 'space'), uid, gid);
  chmodSync(disk, 0o755);
  return disk;
}

function fill(ballast: string): void {
  for (let bytes = 64 * 1024 * 1024; bytes >= 4_096; bytes /= 2) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a' });
    } catch {}
  }
}
