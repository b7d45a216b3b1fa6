import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/ids.ts';
import { askedOf } from '../bench/data/asked.ts';
import { execute } from '../support/graphql.ts';
import type { Sent } from '../support/explained.ts';
import { type LargeWorld, largeWorld } from '../support/large-world.ts';
import { plannedOperations } from '../support/planned-operations.ts';

/** Pages of 8 kB that one operation reads. */
const BUFFERS_AT_MOST = 10_000;

let world: LargeWorld;
let operations: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await largeWorld(5_000);
  const asked = await askedOf(world.database.pool);
  const [article] = asked.Q1;
  const [person] = asked.Q3;
  const [event] = asked.Q4;
  operations = plannedOperations({
    article: encodeId('Article', article as string),
    person: encodeId('Person', person as string),
    event: encodeId('Event', event as string),
  });
});

afterAll(() => world?.close());

const NAMES = Object.keys(plannedOperations({ article: '', person: '', event: '' }));

describe('on 8,000 articles and more than 20,000 actors, no large table is read whole and few pages are read for', () => {
  it.each(NAMES)('%s', async (name) => {
    world.sent.length = 0;
    const { errors } = await execute(world.database, operations[name] as string);
    expect(errors).toBeUndefined();
    const statements = world.sent.filter(({ text }) => text.includes(' from '));
    expect(statements).toHaveLength(1);
    for (const mode of ['generic', 'custom'] as const) {
      const plan = await world.explained(statements[0] as Sent, mode, 'analyze');
      expect(world.readWhole(plan)).toEqual([]);
      expect(plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!).toBeLessThan(BUFFERS_AT_MOST);
    }
  });
});
