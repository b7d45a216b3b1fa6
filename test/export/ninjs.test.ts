import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toNinjs } from '../../src/export/ninjs.ts';
import { newsDocument } from '../../src/ingest/document.ts';
import { checkItem } from '../../src/ingest/ninjs/generation.ts';
import { documents } from './documents.ts';

const actors = [
  { kind: 'person', name: 'Ada Quill', wikidataId: 'Q900000001', description: 'mayor' },
  { kind: 'organization', name: 'Orsk Ferries', wikidataId: null, description: null },
] as const;
const ninjs = (document: Parameters<typeof newsDocument>[0]) =>
  toNinjs({
    kind: 'article',
    id: 'QXJ0aWNsZTox',
    document: newsDocument(document),
    ingestedAt: '2026-01-01T00:00:00Z',
    actors,
    quotes: [],
  });
const canceled = toNinjs({
  kind: 'tombstone',
  id: 'QXJ0aWNsZTox',
  withdrawnAt: '2026-01-02T00:00:00Z',
  retraction: {
    url: 'https://orsk.example/1',
    guid: 'no uri',
    publisher: 'Kestrel Wire',
    notice: 'Invented.',
  },
});

describe('an article as ninjs 3.1', () => {
  it('has the names of the standard', () => {
    const item = ninjs({
      url: 'https://orsk.example/1',
      headline: 'Bridge opens',
      body: 'The bridge opened.',
      publishedAt: '2026-01-01T08:00:00Z',
      bylines: [{ name: 'Anna Karst', role: 'author' }],
      images: [{ caption: 'The bridge', credit: 'Ilse Marn', url: 'https://orsk.example/bridge' }],
    });
    expect(item).toEqual({
      uri: 'https://orsk.example/1',
      standard: {
        name: 'ninjs',
        version: '3.1',
        schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
      },
      type: 'text',
      pubStatus: 'usable',
      representationType: 'full',
      language: 'en',
      firstCreated: '2026-01-01T08:00:00Z',
      versionCreated: '2026-01-01T08:00:00Z',
      headlines: [{ role: 'main', value: 'Bridge opens' }],
      bodies: [{ role: 'main', contentType: 'text/plain', value: 'The bridge opened.' }],
      by: 'Anna Karst',
      renditions: [{ name: 'page', href: 'https://orsk.example/1', contentType: 'text/html' }],
      people: [
        { name: 'Anna Karst', rel: 'author' },
        { name: 'Ada Quill', uri: 'https://www.wikidata.org/entity/Q900000001', rel: 'mentioned' },
      ],
      organisations: [{ name: 'Orsk Ferries', rel: 'mentioned' }],
      associations: [
        {
          name: 'picture',
          uri: 'https://orsk.example/bridge',
          type: 'picture',
          by: 'Ilse Marn',
          descriptions: [{ role: 'caption', contentType: 'text/plain', value: 'The bridge' }],
          renditions: [{ name: 'main', href: 'https://orsk.example/bridge', contentType: 'image/*' }],
        },
      ],
    });
  });

  it('is valid by our own check of the standard, whatever it says', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(checkItem(ninjs(document) as never)).toEqual({ generation: 3 });
      }),
      { numRuns: 50 },
    );
    expect(checkItem(canceled as never)).toEqual({ generation: 3 });
  });

  it('says of a withdrawn article that it is canceled, and why, and nothing else', () => {
    expect(canceled).toMatchObject({ pubStatus: 'canceled', edNote: 'Invented.' });
    expect(Object.keys(canceled)).toEqual(
      expect.not.arrayContaining(['headlines', 'bodies', 'people', 'descriptions', 'language']),
    );
  });
});

const SCHEMAS = `${import.meta.dirname}/../../../shared/eval/ninjs`;
const isHere = existsSync(`${SCHEMAS}/specification__ninjs-schema_3.1.json`);
if (!isHere) console.warn('SKIPPED: the schema of IPTC is not at hand; our own check stands for it.');

describe.skipIf(!isHere)('by the schema of IPTC', () => {
  it('each is valid ninjs 3.1', () => {
    const schema = (file: string) => JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8')) as object;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addFormat('uri', (text) => URL.canParse(text) && /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text));
    ajv.addFormat('date-time', (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
    );
    ajv.addSchema(
      schema('validation__test_suite__GeoJSON-schema.json'),
      'https://geojson.org/schema/GeoJSON.json',
    );
    const validate = ajv.compile(schema('specification__ninjs-schema_3.1.json'));
    const faults = (item: object) => (validate(item) ? [] : validate.errors);
    fc.assert(
      fc.property(documents, (document) => {
        expect(faults(ninjs(document))).toEqual([]);
      }),
      { numRuns: 50 },
    );
    expect(faults(canceled)).toEqual([]);
    expect(faults({ ...canceled, uri: 'no uri' })).not.toEqual([]);
  });
});
