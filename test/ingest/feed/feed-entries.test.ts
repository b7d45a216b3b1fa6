import { expect, it } from 'vitest';
import { feedEntries } from '../../../src/ingest/feed/feed-entries.ts';

const FEED = `<rss version="2.0"><channel><title>Kestrel Wire</title>
  <item><title>Whole</title><link>/whole</link><guid isPermaLink="false">k-1</guid><pubDate>Mon, 06 Oct 2025 08:30:00 GMT</pubDate>
    <content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;All of it.&lt;/p&gt;</content:encoded></item>
  <item><title>Cut</title><link>/cut</link><description>The beginning…</description></item>
  <item><title>Bare</title><link>//kestrelwire.example/bare</link></item>
</channel></rss>`;

it('lists the items in order, with absolute links and whether the feed has all of each', () => {
  const listing = feedEntries(FEED, 'https://kestrelwire.example/feeds/all.xml');
  expect(listing).toMatchObject({
    kind: 'listing',
    retractions: [],
    entries: [
      {
        link: 'https://kestrelwire.example/whole',
        guid: 'k-1',
        title: 'Whole',
        publishedAt: '2025-10-06T08:30:00Z',
        updatedAt: null,
        isWhole: true,
        result: { kind: 'document' },
      },
      { link: 'https://kestrelwire.example/cut', guid: null, isWhole: false, result: { kind: 'document' } },
      {
        link: 'https://kestrelwire.example/bare',
        isWhole: false,
        result: { kind: 'refused', reason: 'NO_BODY' },
      },
    ],
  });
});

it('refuses what is no feed', () => {
  expect(feedEntries('<html></html>', 'https://kestrelwire.example/')).toMatchObject({
    kind: 'refused',
    reason: 'UNKNOWN_FORMAT',
  });
});
