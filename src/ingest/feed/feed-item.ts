/** What a feed says, whichever format it is in. Nothing is judged yet. */
export interface Feed {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly language: string | null;
  readonly rights: string | null;
  /** The site that it belongs to. */
  readonly site: string | null;
  /** In its order; what could not be parsed says why. */
  readonly items: readonly (FeedItem | BrokenItem)[];
  readonly deleted: readonly DeletedItem[];
}

export interface BrokenItem {
  readonly broken: string;
}

export interface FeedText {
  readonly value: string;
  /** `loose`: the format does not say, so that it is html where it looks like it. */
  readonly form: 'plain' | 'html' | 'loose';
}

export interface FeedItem {
  readonly title: FeedText | null;
  readonly link: string | null;
  /** Other addresses of the same article. */
  readonly otherLinks: readonly string[];
  readonly guid: string | null;
  /** As written. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly authors: readonly string[];
  readonly contributors: readonly string[];
  readonly content: FeedText | null;
  readonly summary: FeedText | null;
  readonly section: string | null;
  readonly topics: readonly FeedTopic[];
  readonly media: readonly FeedMedia[];
  readonly publisher: string | null;
  readonly language: string | null;
  readonly rights: string | null;
  readonly usageTerms: string | null;
  /** What relative addresses in it are read against; null: the feed's own address. */
  readonly base: string | null;
  /** We wrote it: its title, names and text stand as they are meant. */
  readonly isOurs: boolean;
}

export interface FeedTopic {
  readonly name: string;
  /** Its own address. */
  readonly uri: string | null;
  /** The scheme that it is a term of, as RSS's `domain` and Atom's `scheme` say it. */
  readonly scheme: string | null;
}

export interface FeedMedia {
  readonly url: string;
  readonly type: 'picture' | 'audio' | 'video' | null;
  readonly caption: string | null;
  readonly credit: string | null;
  /** A small form of another picture, as a rule. */
  readonly isThumbnail: boolean;
}

/** https://www.rfc-editor.org/rfc/rfc6721 */
export interface DeletedItem {
  /** The id of the entry. */
  readonly ref: string;
  /** As written. */
  readonly when: string | null;
  readonly comment: string | null;
  readonly link: string | null;
  /** In the terms of Dublin Core, as ours say them. */
  readonly guid: string | null;
  readonly publisher: string | null;
}

export function mediaType(
  mime: string | undefined,
  url: string,
  medium: string | undefined = undefined,
): FeedMedia['type'] {
  const said = `${medium ?? ''} ${mime ?? ''}`.toLowerCase();
  if (/\b(?:image|audio|video)\b/.test(said)) {
    return said.includes('image') ? 'picture' : said.includes('audio') ? 'audio' : 'video';
  }
  const ending = /\.(\w{3,4})(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? '';
  if (/^(?:jpe?g|png|gif|webp|avif)$/.test(ending)) return 'picture';
  return /^(?:mp3|m4a|ogg|opus)$/.test(ending)
    ? 'audio'
    : /^(?:mp4|webm|m4v|mov)$/.test(ending)
      ? 'video'
      : null;
}
