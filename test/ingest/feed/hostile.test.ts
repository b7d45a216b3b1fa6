import { expect, it } from 'vitest';
import type { ReadResult } from '../../../src/ingest/document.ts';
import { readFeed } from '../../../src/ingest/feed/read-feed.ts';
import { cpuMs } from '../../support/cpu.ts';

const rss = (inside: string) =>
  `<rss version="2.0"><channel><title>Kestrel Wire</title>${inside}</channel></rss>`;
const atom = (content: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>x</title>${content}</entry></feed>`;
const item = (inside: string) => `<item><title>A title</title>${inside}</item>`;
const many = 200_000;
const named = (form: (at: number) => string, times = many) =>
  Array.from({ length: times }, (_, at) => form(at)).join('');

it.each<[string, string]>([
  ['10,000 nested elements', rss('<a>'.repeat(10_000) + '</a>'.repeat(10_000))],
  ['nested items', rss('<item>'.repeat(many))],
  [
    '10,000 nested elements in a description',
    rss(item(`<description>&lt;p&gt;${'&lt;div&gt;'.repeat(10_000)}`)),
  ],
  ['brackets that stay open in an author', rss(item(`<author>${'('.repeat(many)}</author>`))],
  ['such authors, each short', rss(item(`<author>${'('.repeat(1_900)}</author>`).repeat(1_000))],
  ['an author that never ends', rss(item('<author>('.repeat(many)))],
  ['attributes', rss(`<item ${named((at) => `a${at}="x" `)}/>`)],
  ['elements, each of another name', rss(named((at) => `<a${at}/>`))],
  ['titles that never end', rss(item('<title>'.repeat(many)))],
  ['comments that never end', rss(item(`<description>${'<!--'.repeat(many)}</description>`))],
  ['CDATA that never ends', rss(item('<description><![CDATA['.repeat(many)))],
  ['instructions that never end', '<?xml '.repeat(many)],
  ['a DOCTYPE that never ends', `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(10_000)}${rss('')}`],
  ['ampersands', rss(item(`<description>${'&'.repeat(many)}</description>`))],
  ['xhtml that never ends', atom(`<content type="xhtml">${'<div>'.repeat(many)}</content>`)],
  ['a prefix as long as a book', atom(`<content type="xhtml"><${'x'.repeat(many)}:div>a</content>`)],
  [
    'markup that never ends in a feed with deleted entries',
    atom(
      `<content type="xhtml"><div>${'<div>'.repeat(49_000)}${'</p>'.repeat(49_000)}</div></content>`,
    ).replace('<feed ', '<feed xmlns:at="http://purl.org/atompub/tombstones/1.0" '),
  ],
  [
    'brackets of JSON',
    `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(many)}${']'.repeat(many)}}`,
  ],
  ['broken items', rss(item('<b></c').repeat(300))],
])('answers %s in time, with a refusal or what could be read', (_, text) => {
  let results: readonly ReadResult[] = [];
  expect(
    cpuMs(() => {
      results = readFeed(text);
    }),
  ).toBeLessThan(2_000);
  expect(results.length).toBeGreaterThan(0);
  expect(results.every(({ kind }) => kind === 'document' || kind === 'refused')).toBe(true);
});

it('expands no entity that a feed declares, and says why it is not read', () => {
  const feed = `<!DOCTYPE rss [<!ENTITY a "bomb">]>${rss(item('<description>&a;</description>'))}`;
  expect(readFeed(feed)).toMatchObject([{ kind: 'refused', reason: 'MALFORMED' }]);
});
