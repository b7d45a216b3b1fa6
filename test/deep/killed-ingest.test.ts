import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contentsOf, expectSameContents } from '../support/contents.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { generatedNews, type NewsLine, randomOf } from '../support/generated-news.ts';
import { urlOf } from '../support/server.ts';

const LINES = [...generatedNews({ lines: 2_000, seed: 3, againPercent: 20 })];
const KILLS = 12;

async function written(lines: readonly NewsLine[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-lines-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = createWriteStream(join(folder, 'news.jsonl'));
  for (const line of lines) file.write(`${JSON.stringify(line)}\n`);
  file.end();
  await finished(file);
  return file.path as string;
}

async function opened(): Promise<TestDatabase> {
  const own = await testDatabase();
  onTestFinished(() => own.close());
  return own;
}

function ingest(own: TestDatabase, file: string) {
  const env = { ...process.env, DATABASE_URL: urlOf(own.connection) };
  const child = spawn(process.execPath, ['src/cli.ts', 'ingest', file], { env });
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  return { child, gone, said };
}

async function lineOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query('select line::int4 as line from ingest_run');
  return rows[0]?.line ?? 0;
}

async function movesOn(pool: pg.Pool): Promise<void> {
  const before = await lineOf(pool);
  await expect.poll(() => lineOf(pool), { interval: 10 }).toBeGreaterThan(before);
}

/** The addresses and how often each changed, as the lines up to `line` say. */
function toldUpTo(line: number): string[] {
  const versions = new Map<string, { body: unknown; version: number }>();
  for (const { url, body } of LINES.slice(0, line)) {
    if (url === undefined) continue;
    const known = versions.get(String(url));
    if (known?.body !== body) versions.set(String(url), { body, version: (known?.version ?? 0) + 1 });
  }
  return [...versions].map(([url, { version }]) => `${url} ${version}`).sort();
}

async function stored(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ told: string }>(`select url || ' ' || version as told from article`);
  return rows.map(({ told }) => told).sort();
}

describe('an ingest of 2,000 lines that is killed again and again', () => {
  it('loses nothing, doubles nothing and leaves nothing half: it ends as one that nobody killed', async () => {
    const file = await written(LINES);
    const whole = await opened();
    // 1: some lines take back what never came, and are refused.
    expect(await ingest(whole, file).gone).toBe(1);
    expect(await stored(whole.pool)).toEqual(toldUpTo(LINES.length));

    const killed = await opened();
    const random = randomOf(Date.now());
    const reached = new Set<number>();
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, gone } = ingest(killed, file);
      // Every third while it starts; the others at any moment of a batch, once one is stored.
      if (kill % 3 > 0) await Promise.race([gone, movesOn(killed.pool)]);
      await Promise.race([gone, new Promise((wait) => setTimeout(wait, random() * 2_000))]);
      child.kill('SIGKILL');
      await gone;
      await nobodyWrites(killed.pool);
      const line = await lineOf(killed.pool);
      reached.add(line);
      expect(await stored(killed.pool)).toEqual(toldUpTo(line));
    }
    // A kill that nobody noticed proves nothing.
    expect(reached.size).toBeGreaterThan(3);

    await ingest(killed, file).gone;
    expect(await lineOf(killed.pool)).toBe(LINES.length);
    expectSameContents(await contentsOf(killed.pool), await contentsOf(whole.pool));
    expect(await ingest(killed, file).gone).toBe(0);
    expect(await stored(killed.pool)).toEqual(toldUpTo(LINES.length));
  });
});

/** The server may still be at the last statement of a client that is gone. */
async function nobodyWrites(pool: pg.Pool): Promise<void> {
  const others = `select from pg_stat_activity where datname = current_database() and application_name = 'newsgraph command'`;
  await expect.poll(async () => (await pool.query(others)).rowCount).toBe(0);
}
