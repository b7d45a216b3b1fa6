import fc from 'fast-check';
import { type DocumentSubject, type NewsDocument, newsDocument } from '../../src/ingest/document.ts';

/** Words that no reader takes for a button, a label or markup, some with what formats have to escape. */
const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[bdfgklmrstvz][aeou][bdfgklmrstvz][aeou]{1,2}[bdfgkz]?$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'R&D',
      '3 < 4',
      '“Vako”',
      "d'Orel",
      'Ødegård',
      '"x"',
      '鉄道',
      '😀',
      'a > b',
      '&amp;',
    ),
  },
);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const words = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most }).map((all) => all.join(' '));
const line = words(2, 8).map((text) => `Ko ${text}`);
const paragraph = words(5, 30).map((text) => `Vel ${text} zu.`);
const name = fc
  .tuple(fc.stringMatching(/^[BDGKL][aeo][mrs][aeo]$/), fc.stringMatching(/^[BDGKL][aeo][mrs]{2}[aeo]k$/))
  .map((both) => both.join(' '));
const slug = fc.stringMatching(/^[a-z0-9]{3,12}$/);
const address = slug.map((path) => `https://orsk.example/${path}`);
const millis = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const few = <T>(arbitrary: fc.Arbitrary<T>, key: (each: T) => unknown) =>
  fc.uniqueArray(arbitrary, { maxLength: 4, selector: (each) => JSON.stringify(key(each)) });

const KINDS: readonly DocumentSubject['kind'][] = ['person', 'organization', 'place', 'event', 'topic'];
const subject = fc.record({
  kind: fc.constantFrom(...KINDS),
  name: line,
  uri: maybe(slug.map((path) => `https://topics.example/${path}`)),
  role: maybe(fc.constantFrom('about', 'mentions', 'keywords', 'accused')),
});
/** And what feeds of others hold for no author. */
const byline = fc.record({
  name: fc.oneof(name, fc.constantFrom('Kestrel Wire', 'Dara Lomsek Jr.')),
  role: fc.constantFrom('author' as const, 'contributor' as const, 'photographer' as const),
});
const image = fc.record({
  caption: maybe(line),
  credit: maybe(name),
  url: slug.map((path) => `https://img.example/${path}.jpg`),
});
const association = fc.record({
  role: fc.oneof(slug, fc.constantFrom('isBasedOn', 'isPartOf')),
  type: fc.constantFrom('video', 'audio', 'text', null),
  uri: maybe(slug.map((path) => `https://media.example/${path}`)),
  headline: maybe(line),
});

/** Documents as readers make them: texts on one line, paragraphs between blank lines, an article with an address or a guid. */
export const documents: fc.Arbitrary<NewsDocument> = fc
  .record({
    url: address,
    otherUrls: few(
      slug.map((path) => `https://orsk.example/also/${path}`),
      (url) => url,
    ),
    guid: maybe(
      fc.oneof(
        slug.map((id) => `tag:orsk.example,2026:${id}`),
        slug.map((id) => `orsk ${id}`),
        slug.map((id) => `https://orsk.example/?p=${id}`),
      ),
    ),
    publisher: maybe(fc.oneof(name, fc.constant('Doro Karrok')).map((place) => `${place} Courier`)),
    headline: fc.oneof(
      line,
      line.map((text) => `${text} - Doro Karrok Courier`),
    ),
    standfirst: maybe(line),
    body: fc.array(paragraph, { minLength: 1, maxLength: 5 }).map((all) => [...new Set(all)].join('\n\n')),
    bodyStatus: fc.constantFrom('available' as const, 'stub' as const),
    section: maybe(word.map(capital)),
    language: fc.constantFrom('en', 'de-AT', 'nb', 'pt-BR'),
    dateline: maybe(fc.stringMatching(/^[A-Z]{4,9}$/)),
    moment: maybe(millis),
    modifiedAfter: maybe(fc.integer({ min: 1, max: 1e9 })),
    publishedZoneAssumed: fc.boolean(),
    embargo: maybe(
      fc.oneof(
        fc.constant('infinity'),
        millis.map((at) => new Date(at).toISOString()),
      ),
    ),
    liveBlog: fc.boolean(),
    bylines: few(byline, (each) => each.name),
    images: few(image, (each) => each.url),
    corrections: fc.array(line, { maxLength: 2 }),
    usageTerms: maybe(fc.oneof(line, address)),
    copyrightHolder: maybe(name),
    copyrightNotice: maybe(line),
    subjects: few(subject, (each) => each.name),
    associations: few(association, (each) => each.uri),
  })
  .map(({ moment, modifiedAfter, embargo, ...rest }) =>
    newsDocument({
      ...rest,
      publishedAt: moment === null ? null : new Date(moment).toISOString(),
      modifiedAt:
        moment === null || modifiedAfter === null ? null : new Date(moment + modifiedAfter).toISOString(),
      embargoedUntil: embargo,
    }),
  );
