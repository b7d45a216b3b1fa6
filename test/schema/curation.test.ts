import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '../../db/tables.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf, execute } from '../support/graphql.ts';
import { storeTold } from '../support/store-told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());
beforeEach(async () => {
  await own.pool.query('truncate article, actor, event, utterance, outbox cascade');
  const quotes = [{ text: 'We will open the gates', by: ['Ada Brisk'] }];
  const more = { url, otherUrls: [other], headline: 'Gates' };
  await storeTold(
    own.db,
    'Ada Brisk said: “We will open the gates.”',
    { people: ['Ada Brisk'], quotes },
    more,
  );
});

const url = 'https://orsk.example/a';
const other = 'https://orsk.example/b';
const RESULT =
  '{ __typename ... on ArticleCurated { changed article { headline body bodyStatus withdrawnNotice } } ... on ArticleRefused { reason message } }';
const FIELDS = {
  retractArticle: 'RetractArticleInput',
  undoRetraction: 'UndoRetractionInput',
  setArticleRights: 'SetArticleRightsInput',
};

async function ask(field: keyof typeof FIELDS, input: object, ...scopes: Scope[]) {
  const source = `mutation ($input: ${FIELDS[field]}!) { ${field}(input: $input) ${RESULT} }`;
  const viewer = { seesEmbargoed: scopes.includes('curate') };
  const { data, errors } = await execute(
    own,
    source,
    { input },
    { scopes: new Set(scopes), callerName: scopes.length > 0 ? 'key desk' : null, viewer },
  );
  return (errors?.[0]?.extensions.code ?? data?.[field]) as unknown;
}

describe('retractArticle and undoRetraction', () => {
  it('want the scope curate', async () => {
    expect(await ask('retractArticle', { url, notice: 'Wrong.' })).toBe('UNAUTHENTICATED');
    expect(await ask('undoRetraction', { url }, 'ingest')).toBe('FORBIDDEN');
  });

  it('leave a tombstone and take it away, by any address, and keep who did it', async () => {
    expect(
      await ask('retractArticle', { url: `${other}?utm_source=x`, notice: ' Wrong.\0 ' }, 'curate'),
    ).toEqual({
      __typename: 'ArticleCurated',
      changed: true,
      article: { headline: 'Gates', body: null, bodyStatus: 'WITHDRAWN', withdrawnNotice: 'Wrong.' },
    });
    expect(await ask('retractArticle', { url, notice: 'Other.' }, 'curate')).toMatchObject({
      changed: false,
      article: { withdrawnNotice: 'Wrong.' },
    });
    expect(await ask('undoRetraction', { url }, 'curate')).toMatchObject({
      changed: true,
      article: { bodyStatus: 'AVAILABLE' },
    });
    expect(await ask('undoRetraction', { url }, 'curate')).toMatchObject({ changed: false });
    const kept = await own.db
      .selectFrom('retraction')
      .select(['notice', 'retracted_by', 'undone_by'])
      .execute();
    expect(kept).toEqual([{ notice: 'Wrong.', retracted_by: 'key desk', undone_by: 'key desk' }]);
  });

  it('take an id, and either this or an address', async () => {
    const { article } = await dataOf(own, `{ article(url: "${url}") { id } }`);
    expect(await ask('retractArticle', { id: article.id, notice: 'Wrong.' }, 'admin')).toMatchObject({
      changed: true,
    });
    expect(await ask('undoRetraction', { id: article.id, url }, 'curate')).toBe('BAD_INPUT');
    expect(await ask('undoRetraction', {}, 'curate')).toBe('BAD_INPUT');
    expect(await ask('undoRetraction', { id: 'nonsense' }, 'curate')).toBe('BAD_ID');
  });

  it('refuse an article that is not here and an empty notice', async () => {
    expect(
      await ask('retractArticle', { url: 'https://orsk.example/c', notice: 'Wrong.' }, 'curate'),
    ).toMatchObject({
      reason: 'UNKNOWN_ARTICLE',
      message: 'wanted the id or url of an article that is here, got https://orsk.example/c',
    });
    expect(await ask('retractArticle', { url, notice: ' ' }, 'curate')).toMatchObject({
      reason: 'BAD_FIELD',
    });
    expect(await own.db.selectFrom('retraction').selectAll().execute()).toEqual([]);
  });
});

describe('setArticleRights', () => {
  const seen = () =>
    dataOf(
      own,
      `{ article(url: "${url}") { body bodyStatus versions { nodes { body } } quotes { totalCount } mentions { totalCount } people { totalCount } }
      quotes { totalCount } search(query: "gates") { edges { node { __typename } highlights { field } } } }`,
    );

  it('withholds all words of the body, which is still searched, and shows them again', async () => {
    const before = await seen();
    await own.pool.query('truncate outbox');
    expect(await ask('setArticleRights', { url, withholdBody: true }, 'curate')).toMatchObject({
      changed: true,
    });
    expect(await seen()).toEqual({
      article: {
        body: null,
        bodyStatus: 'WITHHELD',
        versions: { nodes: [{ body: null }] },
        quotes: { totalCount: 0 },
        mentions: { totalCount: 0 },
        people: { totalCount: 1 },
      },
      quotes: { totalCount: 0 },
      search: { edges: [{ node: { __typename: 'Article' }, highlights: [{ field: 'HEADLINE' }] }] },
    });
    const changes = await own.db
      .selectFrom('outbox')
      .select(['noun', 'visibility_before', 'visibility_after'])
      .execute();
    expect(changes).toEqual([
      { noun: 'article', visibility_before: 2, visibility_after: 2 },
      { noun: 'quote', visibility_before: 2, visibility_after: 0 },
    ]);
    expect(await ask('setArticleRights', { url, withholdBody: true }, 'curate')).toMatchObject({
      changed: false,
    });
    expect(await ask('setArticleRights', { url, withholdBody: false }, 'curate')).toMatchObject({
      changed: true,
    });
    expect(await seen()).toEqual(before);
  });

  it('wants the scope curate', async () => {
    expect(await ask('setArticleRights', { url, withholdBody: true }, 'ingest')).toBe('FORBIDDEN');
  });
});
