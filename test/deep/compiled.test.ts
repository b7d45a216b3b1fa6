import { describe, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { schema } from '../../schema/index.ts';
import { bothWays, expectSameOperations } from '../server/both-ways.ts';
import { expectSameResults } from '../server/compiled/both-executors.ts';
import { expectSameWhatever } from '../server/compiled/expect-written.ts';
import { partlyHiddenWorld, randomOperations } from '../support/look-ahead.ts';

describe('an operation that is compiled gives what the general executor gives', () => {
  it('to the byte, in a thousand operations whose resolvers fail', () =>
    expectSameResults(false, { numRuns: 1_000 }));

  it('where promises and values stand side by side, in a thousand operations', () =>
    expectSameResults(true, { numRuns: 1_000 }));

  it('where parts of the answer are written, in hundreds of operations, for whoever reads', async () => {
    const database = await partlyHiddenWorld();
    await expectSameWhatever(database, PUBLIC_VIEWER, { numRuns: 400 });
    await expectSameWhatever(database, { seesEmbargoed: true }, { numRuns: 400 });
    await database.close();
  });

  it('in hundreds of operations of the whole schema, over HTTP', async () => {
    const database = await partlyHiddenWorld();
    const both = await bothWays(database, { schema });
    await expectSameOperations(both, await randomOperations(database), { numRuns: 300 });
    await both.stop();
    await database.close();
  });
});
