import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPlace } from '../../db/embedded/place.ts';
import {
  address,
  asSupervisor,
  asTerminal,
  bareClone,
  dataOf,
  freePort,
  postgresIn,
  run,
  type Stop,
} from '../support/clone.ts';

const AS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

async function servesOnce(clone: string, stop: Stop, user?: number): Promise<void> {
  const server = run(clone, ['npm', 'start'], { PORT: String(await freePort()) }, user);
  const url = await address(server);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ articles(first: 1) { totalCount } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { articles: { totalCount: expect.any(Number) } } });
  const data = dataOf(clone, server);
  expect(postgresIn(data)).toHaveLength(1);
  stop(server.child.pid!);
  await server.gone;
  expect(server.said()).toContain('"Stopped"');
  expect(server.said()).not.toContain('npm error');
  expect(postgresIn(data)).toEqual([]);
}

/** Where tests of this clone left their server's data; removed in the end. */
async function testDataOf(clone: string): Promise<string[]> {
  const temporary = join(dirname(clone), 'tmp');
  const wanted = readdirSync(temporary).filter((name) => name.startsWith('newsgraph-tests-'));
  expect(wanted).toHaveLength(1);
  const places = await Promise.all(wanted.map((name) => findPlace(join(temporary, name), () => {})));
  const homes = places.map(({ home }) => home);
  onTestFinished(() => {
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });
  return homes;
}

describe('npm start in a bare clone that nobody else may enter', () => {
  it('installs, serves, and stops on Ctrl-C; then again without installing, and stops with npm', async () => {
    const clone = bareClone();
    await servesOnce(clone, asTerminal);
    const installed = statSync(join(clone, 'node_modules/.package-lock.json')).mtimeMs;
    await servesOnce(clone, asSupervisor);
    expect(statSync(join(clone, 'node_modules/.package-lock.json')).mtimeMs).toBe(installed);
  });

  it.runIf(AS_ROOT)('does so for an ordinary user', async () => {
    const clone = bareClone({ owner: NOBODY });
    await servesOnce(clone, asTerminal, NOBODY);
    expect(existsSync(join(clone, '.data', 'postgres'))).toBe(true);
  });
});

describe('npm test in a bare clone that nobody else may enter', () => {
  it('installs and runs a test on a database of its own', async () => {
    const clone = bareClone();
    const { gone, said } = run(clone, ['npm', 'test', '--', 'test/db/client.test.ts'], { CI: 'true' });
    expect(await gone, said()).toBe(0);
    expect(said()).toMatch(/Tests\s+\d+ passed/);
    for (const data of await testDataOf(clone)) expect(postgresIn(data)).toEqual([]);
  });
});
