import { pino } from 'pino';
import type { Following, Outcome } from '../../src/follow/following.ts';
import { createFetcher, type Fetcher } from '../../src/ingest/fetch/fetch.ts';
import type { WorkOptions } from '../../src/jobs/work.ts';
import type { TestDatabase } from './database.ts';

export interface TestFollowing extends Following {
  readonly fetcher: Fetcher;
  readonly outcomes: Outcome[];
}

const SETTINGS = { ingest: {}, intervalS: { min: 300, max: 21_600 } } as const;
const FETCHER = { userAgent: 'Newsgraph/9.9', privateAddresses: true, pauseMs: 0 } as const;

/** Over loopback, without pauses. */
export function following({ db }: Pick<TestDatabase, 'db'>): TestFollowing {
  const outcomes: Outcome[] = [];
  return {
    ...SETTINGS,
    db,
    fetcher: createFetcher(FETCHER),
    outcomes,
    onOutcome: (outcome) => outcomes.push(outcome),
  };
}

/** A worker that looks for what is due all the time. */
export function workOptions({ db, pool }: Pick<TestDatabase, 'db' | 'pool'>): WorkOptions {
  return {
    ...SETTINGS,
    db,
    pool,
    log: pino({ level: 'silent' }),
    fetcher: FETCHER,
    lookEveryMs: 100,
    tendEveryS: 1,
  };
}

export interface ListedEntry {
  readonly path: string;
  readonly title: string;
  readonly published?: string;
  /** The whole article, in the feed itself. */
  readonly content?: string;
}

/** RSS of these entries, at this site. */
export function rss(origin: string, entries: readonly ListedEntry[]): string {
  const items = entries.map(
    ({ path, title, published = new Date().toUTCString(), content }) => `<item>
      <title>${title}</title><link>${origin}${path}</link><guid>${origin}${path}</guid>
      <pubDate>${published}</pubDate><description>In short: ${title}.</description>
      ${content ? `<content:encoded><![CDATA[${content}]]></content:encoded>` : ''}
    </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <title>The Orsk Paper</title><link>${origin}/</link><description>News of Orsk</description>
      ${items.join('\n')}
    </channel></rss>`;
}
