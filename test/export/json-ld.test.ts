import { expect, it } from 'vitest';
import { toJsonLd } from '../../src/export/json-ld.ts';
import { newsDocument } from '../../src/ingest/document.ts';

it('names people and organizations as what the article mentions, and quotes with who spoke them', () => {
  const node = toJsonLd({
    kind: 'article',
    id: 'QXJ0aWNsZTox',
    document: newsDocument({
      headline: 'Bridge opens',
      body: 'The bridge opened.',
      subjects: [{ kind: 'person', name: 'Piers Handel', uri: null, role: 'about' }],
    }),
    ingestedAt: '2026-01-01T00:00:00Z',
    actors: [
      { kind: 'person', name: 'Ada Quill', wikidataId: 'Q900000001', description: 'mayor' },
      { kind: 'person', name: 'Piers Handel', wikidataId: null, description: null },
      { kind: 'organization', name: 'Orsk Ferries', wikidataId: null, description: null },
    ],
    quotes: [
      { text: 'It is done.', speakers: [{ kind: 'person', name: 'Ada Quill' }] },
      { text: 'Nobody knows who said this.', speakers: [] },
    ],
  });
  expect(node).toEqual({
    '@type': 'NewsArticle',
    '@id': 'urn:newsgraph:QXJ0aWNsZTox',
    headline: 'Bridge opens',
    articleBody: 'The bridge opened.',
    inLanguage: 'en',
    about: [{ '@type': 'Person', name: 'Piers Handel' }],
    mentions: [
      {
        '@type': 'Person',
        name: 'Ada Quill',
        description: 'mayor',
        sameAs: 'https://www.wikidata.org/entity/Q900000001',
      },
      { '@type': 'Organization', name: 'Orsk Ferries' },
    ],
    hasPart: [
      {
        '@type': 'Quotation',
        text: 'It is done.',
        spokenByCharacter: { '@type': 'Person', name: 'Ada Quill' },
      },
      { '@type': 'Quotation', text: 'Nobody knows who said this.' },
    ],
  });
});
