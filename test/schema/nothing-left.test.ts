import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setBodyWithheld } from '../../db/article-rights.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { encodeId } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { everythingOf } from '../support/everything.ts';
import { execute } from '../support/graphql.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
let articleId: string;
const url = 'https://orsk.example/zyxwa-url';
const other = 'https://orsk.example/zyxwa-other';

/** Every text that the article alone holds has this in it, with a part that says where. */
const WORD = /zyxw[a-z-]*/gi;

beforeAll(async () => {
  own = await testDatabase();
  const told = {
    people: [{ name: 'Ada Zyxwperson', aliases: ['Zyxwalias Brisk'] }, 'Mirel Tovan'],
    organizations: ['Zyxworg Board'],
    roles: [['Ada Zyxwperson', 'Zyxworg Board', 'zyxwrole']] as const,
    quotes: [{ text: 'We said zyxwquote before', by: ['Ada Zyxwperson'] }],
    events: [{ words: 'the zyxwevent', on: '2026-03-03', place: 'Zyxwplace', who: ['Ada Zyxwperson'] }],
  };
  const body =
    'Ada Zyxwperson (Zyxwalias Brisk) of the Zyxworg Board met Mirel Tovan at the zyxwevent: “We said zyxwquote before.” Zyxwbody.';
  const document = documentOf({
    url,
    otherUrls: [other],
    guid: 'zyxwguid',
    publisher: 'Zyxwpublisher Post',
    headline: 'Gates open',
    standfirst: 'Zyxwstandfirst',
    body,
    section: 'Zyxwsection',
    dateline: 'ZYXWDATELINE',
    bylines: [{ name: 'Olga Zyxwbyline', role: 'author' }],
    images: [{ caption: 'zyxwcaption', credit: 'zyxwcredit', url: 'https://img.orsk.example/zyxwimage.jpg' }],
    corrections: ['It was zyxwcorrection.'],
    usageTerms: 'zyxwterms',
    copyrightHolder: 'zyxwholder',
    copyrightNotice: 'zyxwnotice',
    subjects: [
      {
        kind: 'person',
        name: 'Tam Zyxwsubject',
        uri: 'https://www.wikidata.org/entity/Q77',
        role: 'zyxwsubjectrole',
      },
      { kind: 'topic', name: 'zyxwtopic', uri: 'zyxw:uri', role: null },
    ],
    associations: [{ role: 'zyxwassociation', type: 'zyxwtype', uri: 'zyxw:item', headline: 'zyxwtitle' }],
  });
  const store = async (given: typeof document) => {
    const result = await ingestDocument(own.db, given, { extractor: extractorOf(told) });
    if (result.kind !== 'stored') throw new Error(`wanted it stored, got ${result.kind}`);
    return result.articleId;
  };
  await store({ ...document, body: `${body} Zyxwformer.` });
  articleId = await store(document);
  await store(documentOf({ url: 'https://orsk.example/stays', publisher: null, body: 'Mirel Tovan stays.' }));
});
afterAll(() => own.close());

/** Every field of everything: lists, search, and each thing that was ever there by its id. */
async function words(viewer = { seesEmbargoed: false }): Promise<string[]> {
  const query = schema.getQueryType()!.getFields();
  const all = (name: string) => everythingOf(schema, query[name]!.type);
  const lists = ['articles', 'people', 'organizations', 'events', 'quotes', 'changes'];
  const asked = [
    ...lists.map((name) => `{ ${name}(first: 50) ${all(name)} }`),
    `{ search(query: "zyxwbody or zyxwquote or zyxwperson or zyxwevent or gates", first: 50) ${all('search')} }`,
    `{ a: article(url: "${url}") ${all('article')} b: article(url: "${other}") ${all('article')} }`,
    ...(await everyId()).map((id) => `{ node(id: "${id}") ${all('node')} }`),
  ];
  const found: string[] = [];
  for (const source of asked) {
    const { data, errors } = await execute(own, source, {}, { viewer });
    expect(errors).toBeUndefined();
    found.push(...(JSON.stringify(data).match(WORD) ?? []));
  }
  return [...new Set(found.map((word) => word.toLowerCase()))].sort();
}

async function everyId(): Promise<string[]> {
  const nouns = { article: 'Article', quote: 'Quote', event: 'Event' } as const;
  const ids: string[] = [];
  for (const [table, type] of Object.entries(nouns)) {
    const { rows } = await own.pool.query<{ id: string }>(`select id from ${table}`);
    ids.push(...rows.map(({ id }) => encodeId(type, id)));
  }
  const { rows } = await own.pool.query<{ id: string; kind: string }>('select id, kind from actor');
  return [...ids, ...rows.map(({ id, kind }) => encodeId(kind === 'person' ? 'Person' : 'Organization', id))];
}

const ALL = [
  ...'alias association body byline caption correction credit dateline event former guid holder notice org person place publisher'.split(
    ' ',
  ),
  ...'quote role section standfirst subject subjectrole terms title topic type'.split(' '),
].map((part) => `zyxw${part}`);
const SHOWN_ADDRESS = 'zyxwa-url';

describe('a walk over every field', () => {
  it('finds each text of an article that is public', async () => {
    const found = await words();
    for (const word of [...ALL, SHOWN_ADDRESS, 'zyxwa-other', 'zyxwimage']) expect(found).toContain(word);
  });

  it('finds, of a withheld body, nothing but what it tells of', async () => {
    await setBodyWithheld(own.db, articleId, true);
    const found = await words({ seesEmbargoed: true });
    for (const word of ['zyxwbody', 'zyxwformer', 'zyxwquote', 'zyxwalias'])
      expect(found).not.toContain(word);
    const metadata = [
      'zyxwstandfirst',
      'zyxwperson',
      'zyxworg',
      'zyxwrole',
      'zyxwevent',
      'zyxwplace',
      'zyxwterms',
      'zyxwtopic',
    ];
    for (const word of metadata) expect(found).toContain(word);
    await setBodyWithheld(own.db, articleId, false);
    expect(await words()).toContain('zyxwquote');
  });

  it('finds nothing of a withdrawn article but its tombstone', async () => {
    await setWithdrawn(own.db, articleId, 'Taken back.');
    expect(await words()).toEqual([SHOWN_ADDRESS]);
    expect(await words({ seesEmbargoed: true })).toEqual([SHOWN_ADDRESS]);
    const query = `{ articles { totalCount } people { nodes { name articleCount } } organizations { totalCount } events { totalCount }
      quotes { totalCount } article(url: "${other}") { headline withdrawnNotice bodyStatus } }`;
    expect((await execute(own, query)).data).toEqual({
      articles: { totalCount: 1 },
      people: { nodes: [{ name: 'Mirel Tovan', articleCount: 1 }] },
      organizations: { totalCount: 0 },
      events: { totalCount: 0 },
      quotes: { totalCount: 0 },
      article: { headline: 'Gates open', withdrawnNotice: 'Taken back.', bodyStatus: 'WITHDRAWN' },
    });
  });

  it('finds all of it again when it is given back', async () => {
    await undoWithdrawn(own.db, articleId);
    const found = await words();
    for (const word of ALL) expect(found).toContain(word);
  });
});
