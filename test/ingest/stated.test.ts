import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_SOURCES, type NewsDocument, newsDocument, SUBJECT_KINDS } from '../../src/ingest/document.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const url = 'https://orsk.example/weir';
const STATED: NewsDocument = newsDocument({
  url,
  headline: 'Weir opens',
  body: 'Ada Brisk opened the weir.',
  bodyStatus: 'stub',
  liveBlog: true,
  usageTerms: 'Not for archives.',
  copyrightHolder: 'Orsk Wire',
  copyrightNotice: '© Orsk Wire 2026',
  images: [
    { caption: 'The weir', credit: null, url: 'https://img.orsk.example/weir.jpg?w=640' },
    { caption: null, credit: null, url: 'ftp://img.orsk.example/a' },
  ],
  subjects: [
    { kind: 'person', name: 'Ada Brisk', uri: 'http://www.wikidata.org/entity/Q900001', role: 'subject' },
    { kind: 'organization', name: 'River Office', uri: null, role: null },
    { kind: 'person', name: 'Tovan', uri: null, role: null },
    { kind: 'place', name: 'Orsk', uri: 'not one', role: null },
    { kind: 'topic', name: 'rivers', uri: 'medtop:20000449', role: null },
    { kind: 'topic', name: ' ', uri: null, role: null },
  ],
  associations: [
    { role: 'mainvideo', type: 'video', uri: 'tag:orsk.example,2026:v1', headline: 'The opening' },
    { role: ' ', type: null, uri: null, headline: null },
  ],
  fieldSources: { headline: 'ninjs', body: 'ninjs', url: 'sender' },
});
const QUERY = `{ article(url: "${url}") { bodyStatus liveBlog usageTerms copyrightHolder copyrightNotice images { caption url }
  subjects { kind name uri role actor { name wikidataId articleCount } } associations { role type uri headline }
  fieldSources { field source } people { nodes { name wikidataId } } } }`;

const store = (document: NewsDocument) =>
  ingestDocument(own.db, document, { extractor: extractorOf({ people: ['Ada Brisk'] }) });

describe('what a source states of its article', () => {
  it('is stored and served', async () => {
    expect(await store(STATED)).toMatchObject({ kind: 'stored', version: 1, shows: 'beginning' });
    const ada = { name: 'Ada Brisk', wikidataId: 'Q900001' };
    const unsaid = { uri: null, role: null, actor: null };
    expect((await dataOf(own, QUERY)).article).toEqual({
      bodyStatus: 'STUB',
      liveBlog: true,
      usageTerms: 'Not for archives.',
      copyrightHolder: 'Orsk Wire',
      copyrightNotice: '© Orsk Wire 2026',
      images: [{ caption: 'The weir', url: 'https://img.orsk.example/weir.jpg?w=640' }],
      subjects: [
        { ...STATED.subjects[0], kind: 'PERSON', actor: { ...ada, articleCount: 1 } },
        {
          ...unsaid,
          kind: 'ORGANIZATION',
          name: 'River Office',
          actor: { name: 'River Office', wikidataId: null, articleCount: 1 },
        },
        { ...unsaid, kind: 'PERSON', name: 'Tovan' },
        { ...unsaid, kind: 'PLACE', name: 'Orsk' },
        { ...unsaid, kind: 'TOPIC', name: 'rivers', uri: 'medtop:20000449' },
      ],
      associations: [STATED.associations[0]],
      fieldSources: [
        { field: 'body', source: 'NINJS' },
        { field: 'headline', source: 'NINJS' },
        { field: 'url', source: 'SENDER' },
      ],
      people: { nodes: [ada] },
    });
  });

  it('changes nothing when it comes again from other parts of a source', async () => {
    expect(await store({ ...STATED, fieldSources: { headline: 'meta' } })).toMatchObject({
      kind: 'unchanged',
    });
  });

  it('is replaced by what the next version states', async () => {
    const next = {
      ...STATED,
      bodyStatus: 'available' as const,
      liveBlog: false,
      subjects: [],
      associations: [],
      images: [],
      usageTerms: null,
    };
    expect(await store({ ...next, fieldSources: {} })).toMatchObject({ kind: 'stored', version: 2 });
    expect((await dataOf(own, QUERY)).article).toMatchObject({
      bodyStatus: 'AVAILABLE',
      liveBlog: false,
      usageTerms: null,
      subjects: [],
      associations: [],
      images: [],
      fieldSources: [],
    });
    expect((await dataOf(own, '{ organizations { nodes { name } } }')).organizations.nodes).toEqual([]);
  });

  it('is refused where it is too much or too long, with the place', async () => {
    const subject = { kind: 'topic' as const, name: 'rivers', uri: null, role: null };
    const refusals = await Promise.all(
      [
        { subjects: Array(1_001).fill(subject) },
        { subjects: [subject, { ...subject, name: 'x'.repeat(501) }] },
        { corrections: ['x'.repeat(20_001)] },
        { usageTerms: 'x'.repeat(20_001) },
        { embargoedUntil: 'tomorrow' },
        { body: '', bodyStatus: 'stub' as const },
      ].map((given) => store({ ...STATED, ...given })),
    );
    expect(refusals.map((result) => (result.kind === 'refused' ? result.message : result.kind))).toEqual([
      'subjects: wanted at most 1000, got 1001',
      'subjects[1].name: wanted at most 500 characters, got 501',
      'corrections[0]: wanted at most 20000 characters, got 20001',
      'usageTerms: wanted at most 20000 characters, got 20001',
      'embargoedUntil: wanted RFC 3339 with an offset, in the years 1 to 9999, got "tomorrow"',
      'wanted a body, got none',
    ]);
  });

  it('may be all but its body', async () => {
    const withheld = { ...STATED, url: `${url}/2`, body: '', bodyStatus: 'withheld' as const };
    expect(await store(withheld)).toEqual({ kind: 'stored', articleId: expect.any(String), version: 1 });
    const { article } = await dataOf(own, `{ article(url: "${url}/2") { body bodyStatus headline } }`);
    expect(article).toEqual({ body: null, bodyStatus: 'WITHHELD', headline: 'Weir opens' });
  });

  it('has a name in the schema for every kind and every part of a source', async () => {
    const query =
      '{ kinds: __type(name: "SubjectKind") { enumValues { name } } parts: __type(name: "SourcePart") { enumValues { name } } }';
    const { kinds, parts } = await dataOf(own, query);
    const names = (type: typeof kinds) => type.enumValues.map(({ name }: { name: string }) => name).sort();
    expect(names(kinds)).toEqual(SUBJECT_KINDS.map((kind) => kind.toUpperCase()).sort());
    expect(names(parts)).toEqual(FIELD_SOURCES.map((part) => part.toUpperCase().replaceAll('-', '_')).sort());
  });
});
