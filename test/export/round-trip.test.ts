import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported } from '../../src/export/exported.ts';
import { EXPORT_FORMATS, EXPORT_NAMES, type ExportName } from '../../src/export/formats.ts';
import { HELD } from '../../src/export/held.ts';
import { readDocuments } from '../../src/ingest/detect.ts';
import {
  type DocumentAssociation,
  type DocumentSubject,
  type NewsDocument,
  newsDocument,
  type SourcedField,
} from '../../src/ingest/document.ts';
import { documents } from './documents.ts';

const HEAD = { id: 'urn:newsgraph:test', updated: '2026-01-01T00:00:00Z', self: null };
const exported = (document: NewsDocument, id: string): Exported => ({
  kind: 'article',
  id,
  document,
  ingestedAt: '2026-01-01T00:00:00Z',
  actors: [],
  quotes: [],
});

/** The field as far as the format holds it: what the limits in `HELD` say, as code. */
const WITHIN: Readonly<Record<ExportName, (document: NewsDocument) => Partial<NewsDocument>>> = {
  ninjs: (document) => ({
    guid: document.guid ?? document.url,
    publisher: document.publisher ?? document.copyrightHolder,
    bylines: authorsFirst(document),
    subjects: byKind(document),
    associations: document.associations.filter(({ uri }) => uri !== null),
  }),
  'json-ld': (document) => ({
    bylines: authorsFirst(document).map(({ name, role }) => ({
      name,
      role: role === 'author' ? role : 'contributor',
    })),
    subjects: inOrder(document.subjects.map(asProperty), ({ role }) => role, [
      'about',
      'mentions',
      'keywords',
    ]),
    associations: inOrder(
      document.associations
        .filter(({ uri, headline }) => (uri ?? headline) !== null)
        .map((association) =>
          isRecording(association)
            ? { ...association, role: association.type ?? '' }
            : { ...association, type: null },
        )
        .filter(({ role }) => PROPERTIES.includes(role)),
      ({ role }) => role,
      PROPERTIES,
    ),
  }),
  atom: (document) => ({
    guid: document.guid ?? document.url,
    standfirst: document.bodyStatus === 'stub' ? null : document.standfirst,
    dateline: document.bodyStatus === 'stub' ? null : document.dateline,
    bylines: authorsFirst(document).map(({ name, role }) => ({
      name,
      role: role === 'author' ? role : 'contributor',
    })),
    subjects: document.subjects.map((subject) => ({ ...subject, role: null })),
    usageTerms: document.usageTerms?.startsWith('https:') ? document.usageTerms : null,
    associations: document.associations
      .filter(({ type, uri }) => (type === 'audio' || type === 'video') && uri !== null)
      .map((association) => ({ ...association, role: 'enclosure' })),
  }),
  jsonl: () => ({}),
};

const PROPERTIES = ['video', 'audio', 'isBasedOn', 'isPartOf'];

function isRecording({ type }: DocumentAssociation): boolean {
  return type === 'video' || type === 'audio';
}

function authorsFirst({ bylines }: NewsDocument) {
  return [
    ...bylines.filter(({ role }) => role === 'author'),
    ...bylines.filter(({ role }) => role !== 'author'),
  ];
}

function byKind({ subjects }: NewsDocument) {
  return inOrder(subjects, ({ kind }) => kind, ['person', 'organization', 'place', 'event', 'topic']);
}

function asProperty(subject: DocumentSubject): DocumentSubject {
  const { kind, uri, role } = subject;
  const isKeyword = role === 'keywords' && kind === 'topic' && uri === null;
  return { ...subject, role: isKeyword || role === 'mentions' ? role : 'about' };
}

function inOrder<T>(all: readonly T[], keyOf: (each: T) => string | null, order: readonly string[]): T[] {
  return all.toSorted((a, b) => order.indexOf(keyOf(a) ?? '') - order.indexOf(keyOf(b) ?? ''));
}

describe.each(EXPORT_NAMES)('%s', (name) => {
  const format = EXPORT_FORMATS[name];
  // Publishers write html into JSON-LD, and it is read as such.
  const isPlain = (document: NewsDocument) => !JSON.stringify(document).includes('&amp;');
  const holdable = name === 'json-ld' ? documents.filter(isPlain) : documents;
  const fields = Object.keys(HELD[name]) as SourcedField[];
  const held = (document: NewsDocument, limits: Partial<NewsDocument> = {}) =>
    Object.fromEntries(fields.map((field) => [field, { ...document, ...limits }[field]]));

  it('gives back all that it holds of an article', () => {
    fc.assert(
      fc.property(holdable, (document) => {
        const text = format.single(exported(document, 'a'), HEAD);
        const [result] = readDocuments(new TextEncoder().encode(text), { name: 'x' });
        if (result?.kind !== 'document') throw new Error(JSON.stringify(result));
        expect(held(result.document)).toEqual(held(document, WITHIN[name](document)));
      }),
      { numRuns: 100 },
    );
  });

  it('gives back as many articles as went in, in their order', () => {
    fc.assert(
      fc.property(fc.array(holdable, { minLength: 1, maxLength: 5 }), (all) => {
        const written = all.map((document, at) => format.write(exported(document, String(at))));
        const text = format.opening(HEAD) + written.join(format.between) + format.closing;
        const results = readDocuments(new TextEncoder().encode(text));
        expect(results.map((result) => result.kind === 'document' && result.document.headline)).toEqual(
          all.map(({ headline }) => headline),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('gives back a running report with its times, and short paragraphs', () => {
    const body = '09.30\n\nDyke breaks\n\nNext.';
    const document = newsDocument({
      headline: 'The flood, hour by hour',
      body,
      url: 'https://orsk.example/1',
    });
    const results = readDocuments(new TextEncoder().encode(format.single(exported(document, 'a'), HEAD)));
    expect(results).toMatchObject([{ document: { body } }]);
  });

  it.each(['orsk 1', 'https://orsk.example/?p=1'])(
    'takes back an article that was withdrawn, and says nothing else of it: %s',
    (guid) => {
      const retraction = {
        url: 'https://orsk.example/1',
        guid,
        publisher: 'Kestrel Wire',
        notice: 'The figures & the “quotes” were invented.',
      };
      const tombstone: Exported = {
        kind: 'tombstone',
        id: 'a',
        withdrawnAt: '2026-01-02T00:00:00Z',
        retraction,
      };
      const results = readDocuments(new TextEncoder().encode(format.single(tombstone, HEAD)));
      expect(results).toEqual([{ kind: 'retraction', retraction }]);
    },
  );
});
