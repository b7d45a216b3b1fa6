import { Command } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addCurateActorsCommands } from '../../../src/ingest/curate/curate-actors-command.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

/** What it prints, without times. */
async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const write = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => printed.push(String(text)) > 0);
  const program = new Command();
  addCurateActorsCommands(program, (use) => use(own.db));
  await program.parseAsync(args, { from: 'user' }).finally(() => write.mockRestore());
  return printed.join('').replace(/\d{4}-\S+ \S+/g, 'TIME');
}

const served = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');

it('merges, splits, lists and undoes, and says why it does not', async () => {
  for (const name of ['Robert Hale', 'Bob Hale'])
    await storeTold(own.db, `${name} spoke.`, { people: [name] });
  const rows = await own.db.selectFrom('actor').select('id').orderBy('id').execute();
  const [robert, bob] = rows.map(({ id }) => served('Person', id)) as [string, string];
  const second = await own.db
    .selectFrom('article')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(await run('merge', robert, bob, '--reason', 'One man.')).toBe('done\t1\n');
  expect(await run('merge', robert, bob, '--reason', 'One man.')).toBe('unchanged\t-\n');
  expect(await run('split', bob, served('Article', second.id), '--reason', 'Two.', '--name', 'Bo Hale')).toBe(
    'done\t2\n',
  );
  await expect(run('undo', '1')).rejects.toThrow('undo first: 2');
  expect(await run('undo', '2')).toBe('done\t2\n');
  expect(await run('decisions')).toBe(
    '2\tsplit, undone\tBo Hale off Robert Hale\tTIME\tcommand line\tTwo.\n' +
      '1\tmerge\tBob Hale into Robert Hale\tTIME\tcommand line\tOne man.\n',
  );
  expect(await run('decisions', '--before', '2')).toContain('One man.');
  await expect(run('merge', robert, 'x', '--reason', 'y')).rejects.toThrow(
    'Wanted the id of a person or organization',
  );
  await expect(run('undo', 'x')).rejects.toThrow('Wanted the number of a decision, got x.');
});
