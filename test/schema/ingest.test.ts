import { readFileSync } from 'node:fs';
import type { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../db/tables.ts';
import { schema } from '../../schema/index.ts';
import { REFUSAL_REASONS } from '../../src/ingest/document.ts';
import { ingestText } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const TEXT = readFileSync(new URL('../fixtures/text/posted-online.txt', import.meta.url), 'utf8');
const MUTATION = `mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { __typename
  ... on ArticleAccepted { status version article { headline language url bodyStatus } }
  ... on ArticleRefused { reason message } } }`;

function send(input: Record<string, unknown>, ...scopes: Scope[]) {
  const context = {
    scopes: new Set<Scope>(['read', ...scopes]),
    callerName: scopes.length > 0 ? 'key feed' : null,
    ingest: (given: Parameters<typeof ingestText>[1]) => ingestText(database.db, given),
  };
  return execute(database, MUTATION, { input }, context);
}

describe('ingestArticle', () => {
  it('wants a key, and of a key the scope', async () => {
    expect((await send({ text: TEXT })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await send({ text: TEXT }, 'read')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { rows } = await database.pool.query('select from article');
    expect(rows).toHaveLength(0);
  });

  it('stores, and then changes nothing', async () => {
    const input = { text: TEXT, url: 'https://news.example/a?utm_source=x', language: 'en-GB' };
    const article = { language: 'en-GB', url: 'https://news.example/a', bodyStatus: 'AVAILABLE' };
    const { data, errors } = await send(input, 'ingest');
    expect(errors).toBeUndefined();
    expect(data?.ingestArticle).toMatchObject({ status: 'STORED', version: 1, article });
    expect((await send(input, 'admin')).data?.ingestArticle).toMatchObject({
      status: 'UNCHANGED',
      version: 1,
    });
  });

  it('refuses what it cannot take, with a reason that says what to change', async () => {
    const cases = [
      [{ text: '' }, 'EMPTY'],
      [{ text: TEXT, timeZone: 'Mars' }, 'BAD_FIELD'],
      [{ text: TEXT, language: 'a language' }, 'BAD_FIELD'],
    ] as const;
    for (const [input, reason] of cases) {
      const { data } = await send(input, 'ingest');
      expect(data?.ingestArticle).toMatchObject({ reason, message: expect.stringMatching(/wanted|got/i) });
    }
  });

  it('refuses an address that is none before anything is read', async () => {
    for (const url of ['nope', 'ftp://news.example/a', '']) {
      const { errors } = await send({ text: TEXT, url }, 'ingest');
      expect(errors?.[0]?.message).toContain('Wanted an absolute http or https address');
    }
  });

  it('publishes every reason there is', () => {
    const published = schema.getType('RefusalReason') as GraphQLEnumType;
    expect(
      published
        .getValues()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...REFUSAL_REASONS].sort());
  });
});
