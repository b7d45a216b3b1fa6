import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/client.ts';
import { encodeId } from '../../schema/ids.ts';
import { readDocuments } from '../../src/ingest/detect.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

let own: TestDatabase;
let folder: string;
beforeAll(async () => {
  own = await testDatabase();
  await insertWorld(own.db, { articles: 5, people: 2, quotesEach: 1 });
  folder = await mkdtemp(`${tmpdir()}/newsgraph-export-`);
});
afterAll(async () => {
  await own.close();
  await rm(folder, { recursive: true });
});

const CLI = `${import.meta.dirname}/../../src/cli.ts`;

function start(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: urlOf(own.connection) };
  return spawn(process.execPath, [CLI, 'export', ...args], { env, cwd: folder });
}

async function run(...args: string[]) {
  return endOf(start(...args));
}

async function endOf(child: ReturnType<typeof start>) {
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url;
  const { host, port, user, database } = connection;
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

describe('newsgraph export', () => {
  it('writes what is read back, a line an article', async () => {
    const { code, out, err } = await run('--format', 'jsonl', '--first', '3');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const results = readDocuments(new TextEncoder().encode(out), { name: 'x.jsonl' });
    expect(results.map(({ kind }) => kind)).toEqual(['document', 'document', 'document']);
  });

  it('leaves a whole file and nothing else', async () => {
    expect(await run('--format', 'json-ld', '--output', 'all.jsonld')).toEqual({ code: 0, out: '', err: '' });
    expect(await readdir(folder)).toEqual(['all.jsonld']);
    const graph = JSON.parse(await readFile(`${folder}/all.jsonld`, 'utf8'))['@graph'];
    expect(graph).toHaveLength(5);
  });

  it('leaves no file where it is stopped', async () => {
    const held = await own.pool.connect();
    await held.query('begin; lock table article in access exclusive mode');
    const child = start('--format', 'ninjs', '--output', 'stopped.json');
    await expect.poll(() => readdir(folder)).toContain(`stopped.json.${child.pid}.part`);
    child.kill('SIGINT');
    const { code, err } = await endOf(child);
    await held.query('rollback');
    held.release();
    expect({ code, err }).toMatchObject({
      code: 130,
      err: expect.stringContaining('Stopped; nothing was written'),
    });
    expect(await readdir(folder)).toEqual(['all.jsonld']);
  });

  it('writes one by its id', async () => {
    const one = await run('--format', 'ninjs', '--id', encodeId('Article', '1'));
    expect(JSON.parse(one.out)).toMatchObject({ type: 'text', pubStatus: 'usable' });
  });

  it('leaves no file where there is no such article', async () => {
    const none = await run('--format', 'ninjs', '--url', 'https://nowhere.example/', '--output', 'none.json');
    expect(none).toEqual({ code: 1, out: '', err: 'There is no article https://nowhere.example/.\n' });
    expect(await readdir(folder)).not.toContain('none.json');
  });
});
