import type { JsonFeed } from 'feedsmith';
import { type Feed, type FeedItem, type FeedText, mediaType } from './feed-item.ts';

/** https://www.jsonfeed.org/version/1.1/ */
export function fromJsonFeed(feed: JsonFeed.Feed<string>): Feed {
  return {
    title: feed.title ?? null,
    publisher: null,
    language: feed.language ?? null,
    rights: null,
    site: feed.home_page_url ?? feed.feed_url ?? null,
    items: (feed.items ?? []).map((item) => itemOf(item, feed)),
    deleted: [],
  };
}

function itemOf(item: JsonFeed.Item<string>, feed: JsonFeed.Feed<string>): FeedItem {
  const link = item.url ?? (/^https?:\/\//i.test(item.id ?? '') ? item.id : undefined) ?? item.external_url;
  const authors = item.authors ?? feed.authors ?? [];
  const picture = item.image ?? item.banner_image;
  return {
    title: plain(item.title),
    link: link ?? null,
    otherLinks: [],
    guid: item.id ?? null,
    published: item.date_published ?? null,
    updated: item.date_modified ?? null,
    authors: authors.flatMap(({ name }) => name ?? []),
    contributors: [],
    content:
      item.content_html === undefined ? plain(item.content_text) : { value: item.content_html, form: 'html' },
    summary: plain(item.summary),
    section: null,
    topics: (item.tags ?? []).map((name) => ({ name, uri: null, scheme: null })),
    media: [
      ...(picture
        ? [{ url: picture, type: 'picture' as const, caption: null, credit: null, isThumbnail: false }]
        : []),
      ...(item.attachments ?? []).flatMap(({ url, mime_type, title }) =>
        url
          ? { url, type: mediaType(mime_type, url), caption: title ?? null, credit: null, isThumbnail: false }
          : [],
      ),
    ],
    publisher: null,
    language: item.language ?? null,
    rights: null,
    usageTerms: null,
    base: null,
    isOurs: false,
  };
}

function plain(value: string | undefined): FeedText | null {
  return value === undefined ? null : { value, form: 'plain' };
}
