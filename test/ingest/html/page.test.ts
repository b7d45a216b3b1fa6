import { describe, expect, it } from 'vitest';
import type { NewsDocument } from '../../../src/ingest/document.ts';
import { isHtml } from '../../../src/ingest/html/format.ts';
import { parsePage } from '../../../src/ingest/html/parse-page.ts';
import { readHtml } from '../../../src/ingest/html/read-html.ts';
import { unwrap } from '../../../src/ingest/html/strip-page.ts';

const WORDS = 'The council voted, said Ana Kolter, to keep the ferry running for now. ';
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `<p>${at + 1}. ${WORDS.repeat(3)}</p>`).join('');
const page = (head: string, body: string) =>
  `<!doctype html><html><head><title>Sarnby keeps its ferry</title>${head}</head><body>${body}</body></html>`;
const jsonLd = (node: object) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`;

function read(html: string, url?: string): NewsDocument {
  const result = readHtml(html, url === undefined ? {} : { url });
  if (result.kind !== 'document') throw new Error(`not read: ${result.kind === 'refused' && result.message}`);
  return result.document;
}

describe('isHtml', () => {
  it.each([
    '<!DOCTYPE html>',
    '\uFEFF <html lang="en">',
    '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC "x"><html>',
    '<p>A fragment</p>',
    '<h1>A fragment</h1>',
    '<article class="x">',
  ])('takes %s', (text) => expect(isHtml(text)).toBe(true));

  it.each([
    '<?xml version="1.0"?><rss version="2.0">',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<rdf:RDF>',
    '<newsItem>',
    '{"html": "<p>"}',
    'A headline <p>',
    '<pre-release>',
  ])('leaves %s', (text) => expect(isHtml(text)).toBe(false));
});

describe('a page whose JSON-LD says that its article was withdrawn', () => {
  const url = 'https://sarnby.example/ferry';
  const withdrawn = {
    '@type': 'NewsArticle',
    url,
    headline: 'Sarnby keeps its ferry',
    creativeWorkStatus: 'Withdrawn',
    publisher: { name: 'Sarnby Post' },
    correction: { '@type': 'CorrectionComment', text: 'The vote was invented.' },
  };
  const body = `<article>${paragraphs(10)}</article>`;

  it('takes the article back, with its notice', () => {
    expect(readHtml(page(jsonLd(withdrawn), body), { url })).toEqual({
      kind: 'retraction',
      retraction: { url, guid: null, publisher: 'Sarnby Post', notice: 'The vote was invented.' },
    });
  });

  it('is read where that is said of another article, which it lists', () => {
    const own = {
      '@type': 'NewsArticle',
      url,
      headline: 'Sarnby keeps its ferry',
      datePublished: '2026-01-02',
    };
    const other = { ...withdrawn, url: 'https://sarnby.example/bridge', headline: 'Bridge falls' };
    expect(read(page(jsonLd(own) + jsonLd(other), body), url).body).toContain('Ana Kolter');
    expect(read(page(jsonLd(other), body), url).body).toContain('Ana Kolter');
    const others = [1, 2, 3, 4].map((n) => ({ ...other, headline: `Bridge ${n}`, url: `${other.url}/${n}` }));
    expect(readHtml(page(jsonLd(others), body)).kind).toBe('refused');
  });

  it.each(['Published', 'Incomplete', 'Not withdrawn'])(
    'is read where its status is %s',
    (creativeWorkStatus) => {
      expect(read(page(jsonLd({ ...withdrawn, creativeWorkStatus }), body), url).body).toContain(
        'Ana Kolter',
      );
    },
  );
});

describe('the status of the body', () => {
  const article = { '@type': 'NewsArticle', headline: 'Sarnby keeps its ferry', isAccessibleForFree: false };
  it.each([
    ['whole, of a paid article', jsonLd(article), paragraphs(10), 'available'],
    ['short, of a paid article', jsonLd(article), paragraphs(2), 'stub'],
    [
      'short, of a free article',
      jsonLd({ ...article, isAccessibleForFree: true }),
      paragraphs(2),
      'available',
    ],
    ['shorter than its publisher counts', jsonLd({ ...article, wordCount: 2_000 }), paragraphs(10), 'stub'],
    ['before a wall', '', `${paragraphs(3)}<p>To continue reading, subscribe today.</p>`, 'stub'],
    [
      'before a wall in a box of its own',
      '',
      `${paragraphs(3)}<div class="paywall-message"><h3>Subscribe to keep reading</h3></div>`,
      'stub',
    ],
    ['locked', '<meta property="article:content_tier" content="locked">', `${paragraphs(2)}`, 'stub'],
    [
      'cut off, of a paid article',
      jsonLd(article),
      `${paragraphs(10)}<p>And then she said that …</p>`,
      'stub',
    ],
  ])('%s', (_, head, body, status) => {
    expect(read(page(head, `<article>${body}</article>`)).bodyStatus).toBe(status);
  });

  it.each([
    'Log in or subscribe',
    'This is premium content. Subscribe to keep reading.',
    'Jetzt weiterlesen mit Plus',
    'Il vous reste 80 % de cet article à lire.',
    'Para seguir leyendo, hazte premium',
  ])('knows a wall that says “%s”', (wall) => {
    const { body, bodyStatus } = read(page('', `<article>${paragraphs(3)}<p>${wall}</p></article>`));
    expect([body.includes(wall), bodyStatus]).toEqual([false, 'stub']);
  });

  it('takes the head of a page that asks for subscribers for no wall', () => {
    const head = '<header class="subscribe-bar"><p>Already a subscriber? Log in</p></header>';
    expect(read(page('', `${head}<article>${paragraphs(3)}</article>`)).bodyStatus).toBe('available');
  });

  it('leaves out what the wall says', () => {
    const { body } = read(
      page('', `<article>${paragraphs(3)}<p>To continue reading, subscribe today.</p></article>`),
    );
    expect(body).not.toContain('subscribe');
  });
});

describe('the body', () => {
  it('is what the page names it, where readability passes that over for the name of the box around it', () => {
    const named = `<div class="extra"><div class="articleBody">${paragraphs(8)}</div></div>`;
    expect(read(page('', `<div><p>0. ${WORDS.repeat(8)}</p></div>${named}`)).body).toMatch(
      /^1\. The council/,
    );
  });

  it('is never taken away for the name of the box around it', () => {
    const links = '<p><a href="/x">Another story of the valley that is told elsewhere at length</a></p>';
    const boxed = `<div class="sidebar widget"><div class="articleBody">${paragraphs(2)}</div></div>`;
    expect(read(page('', `${boxed}<div>${links.repeat(40)}</div>`)).body).toMatch(/^1\. The council/);
  });

  it('is that of the JSON-LD where the page shows next to nothing', () => {
    const told = {
      '@type': 'NewsArticle',
      headline: 'Sarnby keeps its ferry',
      articleBody: WORDS.repeat(20),
    };
    const { body, fieldSources } = read(
      page(jsonLd(told), '<div id="app"><p>Loading the story, please wait.</p></div>'),
    );
    expect(body).toBe(WORDS.repeat(20).trim());
    expect(fieldSources.body).toBe('json-ld');
  });
});

describe('unwrap', () => {
  it('takes boxes off what they hold alone, and leaves other boxes', () => {
    const parsed = parsePage(
      '<main><section><div><h3>What now?</h3></div></section><div><p>One</p><p>Two</p></div><div>Bare <p>Three</p></div></main>',
    );
    if ('kind' in parsed) throw new Error(parsed.message);
    unwrap(parsed.document);
    const names = [...parsed.document.querySelector('main')!.children].map(({ localName }) => localName);
    expect(names).toEqual(['h3', 'div', 'div']);
  });
});

describe('addresses', () => {
  it('are read against the base of the page, and anything but http is none', () => {
    const head =
      '<base href="https://haven.example/news/"><link rel="canonical" href="ferry"><link rel="amphtml" href="javascript:alert(1)">';
    const { url, otherUrls } = read(page(head, paragraphs(4)));
    expect([url, otherUrls]).toEqual(['https://haven.example/news/ferry', []]);
  });
});

describe('a canonical address that is the front page', () => {
  const front = '<link rel="canonical" href="https://haven.example/">';
  const article = front + jsonLd({ '@type': 'NewsArticle', headline: 'Sarnby keeps its ferry' });

  it('gives way to where an article was fetched from', () => {
    expect(read(page(article, paragraphs(4)), 'https://haven.example/news/ferry')).toMatchObject({
      url: 'https://haven.example/news/ferry',
      fieldSources: { url: 'sender' },
    });
  });

  it.each([
    ['no article is told of', front, 'https://haven.example/home'],
    ['it was fetched from there', article, 'https://haven.example/'],
    ['nobody says where it is from', article, undefined],
  ])('refuses the page where %s', (_, head, url) => {
    const result = readHtml(page(head, paragraphs(4)), url === undefined ? {} : { url });
    expect(result).toMatchObject({ kind: 'refused', reason: 'NO_ARTICLE' });
  });
});

it('a standfirst that is shown again below a label is no part of the body', () => {
  const standfirst = 'It will run until the spring, at twice the price.';
  const shown = `<article><p>Local politics</p><p>${standfirst}</p>${paragraphs(3)}</article>`;
  const document = read(page(`<meta name="description" content="${standfirst}">`, shown));
  expect(document.standfirst).toBe(standfirst);
  expect(document.body).toMatch(/^1\. The council voted/);
});

it('a time that is printed without an attribute is read', () => {
  const body = `<article><h1>Sarnby keeps its ferry</h1><time>24 November 2026, 6.30am GMT</time>${paragraphs(4)}</article>`;
  const { publishedAt, fieldSources } = read(page('', body));
  expect([publishedAt, fieldSources.publishedAt]).toEqual(['2026-11-24T06:30:00Z', 'markup']);
});

it('a byline is told by its words where no name of its element tells it', () => {
  const head = '<h1>Sarnby keeps its ferry</h1><div class="x">BY ANA KOLTER and Piers Handel</div>';
  const { bylines } = read(page('', `${head}<article>${paragraphs(4)}</article>`));
  expect(bylines.map(({ name }) => name)).toEqual(['ANA KOLTER', 'Piers Handel']);
});

it.each([
  ['Sarnby keeps its ferry | The Sarnby Clarion', 'The Sarnby Clarion'],
  ['Sarnby keeps its ferry | Politics | Talle Anzeiger', 'Talle Anzeiger'],
  ['Sarnby keeps its ferry - Politics', null],
  ['Sarnby keeps its ferry | What We Know', null],
])('the publisher of %s is %s', (title, publisher) => {
  const body = `<h1>Sarnby keeps its ferry</h1><article>${paragraphs(4)}</article>`;
  const html = page('', body).replace('<title>Sarnby keeps its ferry', `<title>${title}`);
  expect(read(html, 'https://www.talle.example/ferry').publisher).toBe(publisher);
});

describe('a quotation that is set off from the text', () => {
  it.each([
    ['<blockquote><p>We will.</p><cite>Ana Kolter</cite></blockquote>', '“We will.” — Ana Kolter'],
    ['<blockquote><p>“We will.”</p><p>— Ana Kolter</p></blockquote>', '“We will.” — Ana Kolter'],
    [
      '<blockquote><p>We must.</p><p>We will.</p>&mdash; Ana Kolter</blockquote>',
      '“We must.\n\n“We will.” — Ana Kolter',
    ],
    ['<blockquote><p>We must.</p><p>We will.</p></blockquote>', 'We must.\n\nWe will.'],
    ['<p>She said: <q>We will.</q></p>', 'She said: “We will.”'],
  ])('has its source beside it: %s', (quoted, wanted) => {
    const { body } = read(page('', `<article>${paragraphs(3)}${quoted}${paragraphs(3)}</article>`));
    expect(
      body
        .split(/\n\n\d\. [^\n]+/)
        .map((text) => text.trim())
        .filter((text) => !/^(\d|$)/.test(text)),
    ).toEqual([wanted]);
  });
});

it('a pull quote of an embedded story is no part of its text', () => {
  const text = (content: string) => ({ type: 'text', content });
  const quote = (subtype: string, content: string) => ({
    type: 'quote',
    subtype,
    content_elements: [text(content)],
  });
  const story = {
    headlines: { basic: 'Sarnby keeps its ferry' },
    content_elements: [
      text(WORDS.repeat(3)),
      quote('pullquote', 'Keep it.'),
      quote('blockquote', 'We will.'),
    ],
  };
  const data = JSON.stringify({ props: { pageProps: { globalContent: story } } });
  const { body } = read(page(`<script id="__NEXT_DATA__" type="application/json">${data}</script>`, ''));
  expect(body.split('\n\n').slice(1)).toEqual(['We will.']);
});

describe('a running report in markup', () => {
  const entry = (at: string, ago: string) =>
    `<article><time datetime="${at}">${ago}</time><h3>Dyke breaks</h3>${paragraphs(1)}</article>`;
  const report = (first: string, second: string) =>
    page(
      '',
      `<main><h1>The flood, hour by hour</h1><div class="liveblog">${entry('2026-11-24T09:30:00Z', first)}${entry('2026-11-24T08:30:00Z', second)}</div></main>`,
    );

  it('says the same whenever it is read', () => {
    const now = read(report('5 minutes ago', '1 hour ago'));
    expect(now.body).toMatch(/^2026-11-24T09:30:00Z\n\nDyke breaks\n\n/);
    expect(read(report('6 minutes ago', '2 hours ago')).body).toBe(now.body);
  });

  it('has its times as they are printed, and is not published with its newest entry', () => {
    const { body, publishedAt } = read(report('9.30am', '08:30'));
    expect(body).toMatch(/^9\.30am\n\n[\s\S]*\n\n08:30\n\n/);
    expect(publishedAt).toBeNull();
  });
});
