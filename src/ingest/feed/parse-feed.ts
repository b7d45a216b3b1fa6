import { MalformedError, parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { type Refusal, refused } from '../document.ts';
import { parseJson } from '../parse-json.ts';
import { fromAtom } from './atom.ts';
import { feedsOfOneItem } from './broken-feed.ts';
import type { Feed } from './feed-item.ts';
import { dangerIn } from './guard.ts';
import { fromJsonFeed } from './json-feed.ts';
import { fromRss } from './rss.ts';
import { deletedIn } from './tombstones.ts';
import { xmlRootOf } from './xml-root.ts';

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json-feed';

const JSON_FEED = /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org\\?\/version\\?\/1/;

/** Which feed it is, by its root; null for what is none. */
export function feedFormatOf(text: string): FeedFormat | null {
  if (/^\s*\{/.test(text)) return JSON_FEED.test(text) ? 'json-feed' : null;
  const root = xmlRootOf(text)?.name;
  if (root === 'rss') return 'rss';
  if (root === 'feed')
    return /purl\.org\/atom|w3\.org\/2005\/atom|<(?:\w+:)?entry[\s>]/i.test(text) ? 'atom' : null;
  if (root === 'rdf')
    return /purl\.org\/(?:net\/)?rss\/|netscape\.com\/rdf|<item[\s>]/i.test(text) ? 'rdf' : null;
  return null;
}

export function parseFeed(text: string): Feed | Refusal {
  const format = feedFormatOf(text);
  if (format === null)
    return refused('UNKNOWN_FORMAT', 'wanted RSS, Atom, RDF or JSON Feed, got none of them');
  const danger = format === 'json-feed' ? null : dangerIn(text);
  if (danger !== null) return refused('MALFORMED', danger);
  try {
    return PARSERS[format](text);
  } catch (error) {
    const rest = format === 'json-feed' ? null : parseByItem(text, PARSERS[format]);
    return rest ?? refused('MALFORMED', `wanted a feed in ${NAMES[format]}, got ${whatIsWrong(error)}`);
  }
}

/** What can be read of XML that is broken somewhere; null where no item can be. */
function parseByItem(text: string, parse: (text: string) => Feed): Feed | null {
  const feeds = feedsOfOneItem(text).map((one) => {
    try {
      return parse(one);
    } catch (error) {
      return `wanted well-formed XML, got ${whatIsWrong(error)}`;
    }
  });
  const whole = feeds.find((feed) => typeof feed !== 'string');
  if (!whole) return null;
  return {
    ...whole,
    items: feeds.flatMap((feed) => (typeof feed === 'string' ? { broken: feed } : feed.items)),
  };
}

const NAMES = { rss: 'RSS', atom: 'Atom', rdf: 'RSS 1.0', 'json-feed': 'JSON Feed' } as const;

const PARSERS: Readonly<Record<FeedFormat, (text: string) => Feed>> = {
  rss(text) {
    const feed = parseRssFeed(text);
    return fromRss(feed, feed.items ?? []);
  },
  rdf(text) {
    const feed = parseRdfFeed(text);
    return fromRss(feed, feed.items ?? []);
  },
  atom: (text) => fromAtom(parseAtomFeed(text), deletedIn(text)),
  'json-feed': (text) => fromJsonFeed(parseJsonFeed(jsonOf(text))),
};

function jsonOf(text: string): unknown {
  const parsed = parseJson(text);
  if ('value' in parsed) return parsed.value;
  throw new MalformedError(parsed.fault, { cause: new Error(parsed.fault) });
}

function whatIsWrong(error: unknown): string {
  if (!(error instanceof MalformedError))
    return `one without what makes it a feed: ${(error as Error).message}`;
  const { cause } = error;
  return `one that can't be parsed: ${cause instanceof Error ? cause.message.slice(0, 120) : error.message}`;
}
