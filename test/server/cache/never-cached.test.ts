import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { everythingOf } from '../../support/everything.ts';
import { execute } from '../../support/graphql.ts';
import { insertWorld } from '../../support/world.ts';

/** What gives another answer though no row changed. */
const UNSTEADY =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|age|random|gen_random_uuid|pg_\w*snapshot\w*|pg_\w*xact\w*|txid\w*|nextval|outbox_epoch)\s*\(|\bcurrent_(date|time|timestamp|user)\b|\blocaltime|\boutbox\b|\bapi_key\b|\bbudget\b/i;

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
  await insertWorld(own.db, { articles: 4, people: 4, quotesEach: 1 });
});
afterAll(() => own.close());

const fields = Object.values(schema.getQueryType()!.getFields());
const encoded = (type: string) => Buffer.from(`${type}:1`).toString('base64url');
const ARGS: Record<string, string> = {
  search: '(query: "ilva or river")',
  node: `(id: "${encoded('Article')}")`,
  nodes: `(ids: ["${encoded('Article')}", "${encoded('Person')}", "${encoded('Event')}", "${encoded('Quote')}"])`,
  article: `(id: "${encoded('Article')}")`,
  person: `(id: "${encoded('Person')}")`,
  organization: `(id: "${Buffer.from('Organization:5').toString('base64url')}")`,
  event: `(id: "${encoded('Event')}")`,
  utterance: `(id: "${encoded('Utterance')}")`,
};

async function statementsOf(field: (typeof fields)[number]): Promise<readonly string[]> {
  own.statements.length = 0;
  await execute(own, `{ ${field.name}${ARGS[field.name] ?? ''} ${everythingOf(schema, field.type)} }`);
  return [...own.statements];
}

describe('a field whose answers are held', () => {
  it.each(fields.filter(({ extensions }) => !extensions.neverCached))(
    'reads rows alone: $name',
    async (field) => {
      const statements = await statementsOf(field);
      expect(statements.filter((text) => UNSTEADY.test(text))).toEqual([]);
    },
  );

  it.each(fields.filter(({ extensions }) => extensions.neverCached))(
    'is none where it reads more: $name',
    async (field) => {
      expect((await statementsOf(field)).some((text) => UNSTEADY.test(text))).toBe(true);
    },
  );
});
