import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import type { NewsDocument } from '../../src/ingest/document.ts';
import { storeTold } from './store-told.ts';
import type { Told } from './told.ts';

/** Every text that the hidden articles alone hold has this in it, with a part that says where. */
export const SECRET = /zyxw[a-z-]*/gi;
export const HIDDEN_URLS = ['https://orsk.example/zyxwa-url', 'https://orsk.example/zyxwa-other'] as const;

const SHARED_QUOTE = 'We will open the gates of the harbour before the winter comes';
const LATER_QUOTE = 'Nobody asked us at all before the boats were sold to them';
const STORY = `The board of Orsk met on Tuesday to decide about the harbour, the boats and the gates that have been shut since the storm.
It heard fishermen, two engineers and the keeper of the light, who asked for more time and for a plan that all of them could read.
The gates were built a century ago and have been mended many times; nobody knows what it would cost to replace them with new ones.`;

interface Article {
  readonly told: Told;
  readonly document: Partial<NewsDocument> & { readonly body: string };
}

const MEETING = { words: 'the talks', on: '2026-03-03', place: 'Orsk', who: ['Mirel Tovan'] };
const VIGIL = { words: 'the vigil', on: '2026-03-05', who: ['Tam Orlo'] };

const BEFORE: readonly Article[] = [
  {
    told: {
      people: ['Mirel Tovan', 'Ada Brisk'],
      organizations: ['Orsk Board'],
      roles: [['Mirel Tovan', 'Orsk Board', 'chair']],
      quotes: [{ text: SHARED_QUOTE, by: ['Mirel Tovan'] }],
      events: [MEETING],
    },
    document: {
      url: 'https://orsk.example/1',
      publisher: 'Orsk Post',
      headline: 'Gates to open',
      section: 'Region',
      publishedAt: '2026-03-04T09:30:00Z',
      body: `Mirel Tovan of the Orsk Board met Ada Brisk at the talks: “${SHARED_QUOTE}.”\n\n${STORY}`,
    },
  },
  {
    told: { people: ['Ada Brisk'] },
    document: {
      url: 'https://velm.example/1',
      publisher: 'Velm Courier',
      headline: 'Harbour gates to open',
      publishedAt: '2026-03-04T12:30:00Z',
      body: `Ada Brisk was there.\n\n${STORY}`,
    },
  },
];

const EMBARGO = { embargoedUntil: '2999-01-01T00:00:00Z' };
const HIDDEN: readonly Article[] = [
  {
    told: {
      people: [
        { name: 'Ada Zyxwperson', aliases: ['Zyxwalias Brisk'] },
        { name: 'Mirel Tovan', aliases: ['Zyxwnick Tovan'] },
        'Tam Orlo',
        'Lena Zyxwsource',
        { name: 'Ines Zyxwmiddle Falk', aliases: ['Ines Falk'] },
      ],
      organizations: ['Zyxworg Board', 'Velm Guild', 'Orsk Board'],
      described: [['Tam Orlo', 'the zyxwdescription', 44]],
      places: ['Zyxwtown'],
      roles: [
        ['Ada Zyxwperson', 'Zyxworg Board', 'zyxwrole'],
        ['Mirel Tovan', 'Orsk Board', 'zyxwchair'],
        ['Tam Orlo', 'Velm Guild', 'zyxwmaster'],
      ],
      quotes: [
        { text: 'We said zyxwquote before', by: ['Ada Zyxwperson'] },
        { text: SHARED_QUOTE, by: ['Mirel Tovan'] },
        { text: `${LATER_QUOTE} zyxwending`, by: ['Tam Orlo'] },
        { text: 'They will never know zyxwunnamed', by: ['a zyxwofficial'] },
      ],
      events: [
        { words: 'the zyxwevent', on: '2026-03-03', place: 'Zyxwplace', who: ['Ada Zyxwperson'] },
        { ...MEETING, place: 'Zyxwhall', until: '2026-03-04', who: ['Mirel Tovan', 'Tam Orlo'] },
        { ...VIGIL, place: 'Zyxwsquare', who: ['Tam Orlo', 'Ada Zyxwperson'] },
      ],
    },
    document: {
      ...EMBARGO,
      url: HIDDEN_URLS[0],
      otherUrls: [HIDDEN_URLS[1]],
      guid: 'zyxwguid',
      publisher: 'Zyxwpublisher Post',
      headline: 'Zyxwheadline opens',
      standfirst: 'Zyxwstandfirst',
      body: `Ada Zyxwperson (Zyxwalias Brisk) of the Zyxworg Board in Zyxwtown met Mirel Tovan (Zyxwnick Tovan), Tam Orlo, the zyxwdescription of the
Velm Guild, Ines Zyxwmiddle Falk (Ines Falk), and Lena Zyxwsource of the Orsk Board at the zyxwevent, the talks and the vigil: “We said zyxwquote before.” “${SHARED_QUOTE}.” “${LATER_QUOTE} zyxwending.”
“They will never know zyxwunnamed.” Zyxwbody.`,
      section: 'Zyxwsection',
      language: 'fi',
      dateline: 'ZYXWDATELINE',
      publishedAt: '2026-03-03T08:00:00Z',
      bylines: [{ name: 'Olga Zyxwbyline', role: 'author' }],
      images: [
        { caption: 'zyxwcaption', credit: 'zyxwcredit', url: 'https://img.orsk.example/zyxwimage.jpg' },
      ],
      corrections: ['It was zyxwcorrection.'],
      usageTerms: 'zyxwterms',
      copyrightHolder: 'zyxwholder',
      copyrightNotice: 'zyxwnotice',
      subjects: [
        {
          kind: 'person',
          name: 'Tam Orlo',
          uri: 'https://www.wikidata.org/entity/Q777',
          role: 'zyxwsubjectrole',
        },
        { kind: 'topic', name: 'zyxwtopic', uri: 'zyxw:uri', role: null },
      ],
      associations: [{ role: 'zyxwassociation', type: 'zyxwtype', uri: 'zyxw:item', headline: 'zyxwtitle' }],
    },
  },
  {
    told: { people: ['Ada Brisk'] },
    document: {
      ...EMBARGO,
      url: 'https://orsk.example/zyxwb-url',
      publisher: 'Orsk Post',
      headline: 'Zyxwreprint of the gates',
      // The first of all that printed the story.
      publishedAt: '2026-03-01T08:00:00Z',
      body: `Ada Brisk was there, zyxwreprinted.\n\n${STORY}`,
    },
  },
];

const AFTER: readonly Article[] = [
  {
    told: {
      people: ['Tam Orlo', 'Ines Falk'],
      organizations: ['Velm Guild'],
      roles: [['Tam Orlo', 'Velm Guild', 'warden']],
      quotes: [{ text: LATER_QUOTE, by: ['Tam Orlo'] }],
      events: [VIGIL],
    },
    document: {
      url: 'https://velm.example/2',
      publisher: 'Velm Courier',
      headline: 'Boats were sold',
      publishedAt: '2026-03-06T08:00:00Z',
      body: `Tam Orlo of the Velm Guild spoke to Ines Falk at the vigil: “${LATER_QUOTE}.”`,
    },
  },
  {
    told: { people: ['Mirel Tovan'] },
    document: {
      url: 'https://late.example/1',
      publisher: 'Late Paper',
      headline: 'Gates, once more',
      publishedAt: '2026-03-07T08:00:00Z',
      body: `Mirel Tovan came late.\n\n${STORY}`,
    },
  },
];

async function store(db: Kysely<Tables>, articles: readonly Article[]): Promise<void> {
  for (const { told, document } of articles) await storeTold(db, document.body, told, document);
}

/** Public articles, by whose ids anybody may ask. */
export const storeBefore = (db: Kysely<Tables>) => store(db, BEFORE);
/** Under embargo. */
export const storeHidden = (db: Kysely<Tables>) => store(db, HIDDEN);
/** Public articles that tell of the same people and events, say the same words and print the same story. */
export const storeAfter = (db: Kysely<Tables>) => store(db, AFTER);
