import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { urlOf } from '../support/server.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function key(...args: string[]): Promise<Ran> {
  const env = { ...process.env, DATABASE_URL: urlOf(own.connection), LOG_LEVEL: 'trace' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli.ts', 'key', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('newsgraph key', () => {
  it('creates a key, which alone is its answer, and lists it without showing it again', async () => {
    const created = await key('create', 'night desk', '--scope', 'read', 'curate', '--expires', '90d');
    expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/^ng_[\w-]{43}\n$/) });
    expect(created.err).toMatch(
      /Key 1 of night desk: read, curate\. It expires at 20\S+Z\. It is not shown again\./,
    );
    const { out, err } = await key('list');
    const day = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`;
    expect(out).toMatch(
      new RegExp(`^1\tnight desk\tng_[\\w-]{5}…\tread,curate\texpires ${day}\tcreated ${day}\tnever used\n$`),
    );
    expect(out.startsWith(`1\tnight desk\t${created.out.slice(0, 8)}…`)).toBe(true);
    for (const said of [out, err, created.err]) expect(said).not.toContain(created.out.trim());
  });

  it('revokes a key once', async () => {
    expect(await key('revoke', '1')).toMatchObject({ code: 0, out: 'Key 1 is revoked.\n' });
    expect((await key('list')).out).toMatch(/\trevoked \d{4}-/);
    const again = { code: 1, err: 'There is no key 1 that was not revoked yet.\n' };
    expect(await key('revoke', '1')).toMatchObject(again);
    expect(await key('revoke', 'x')).toMatchObject({ code: 1 });
  });

  it('wants a name, and an end to come', async () => {
    expect(await key('create', ' ')).toMatchObject({
      code: 1,
      err: 'Wanted the name of whose key it is, got an empty one.\n',
    });
    const past = await key('create', 'x', '--expires', '2020-01-01');
    expect(past).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Wanted a time to come') });
  });
});
