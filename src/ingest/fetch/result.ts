/** What came of asking for an address. A closed union: nothing else happens, and nothing is thrown. */
export type FetchResult = Fetched | NotModified | Gone | FetchRefusal;

export interface Fetched {
  readonly kind: 'document';
  readonly bytes: Uint8Array;
  /** Where it was found in the end. */
  readonly url: string;
  /** The addresses that led there, the one asked for first; none where nothing redirected. */
  readonly redirectedFrom: readonly string[];
  /** Each redirect said that it holds for good (301 or 308). */
  readonly movedForGood: boolean;
  /** Of the header, in lower case, without parameters; null where it names none. */
  readonly contentType: string | null;
  readonly charset: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** 304: what was fetched before still holds. */
export interface NotModified {
  readonly kind: 'notModified';
  readonly url: string;
}

/** 410: taken away for good. https://httpwg.org/specs/rfc9110.html#status.410 */
export interface Gone {
  readonly kind: 'gone';
  readonly url: string;
}

export interface FetchRefusal {
  readonly kind: 'refused';
  readonly reason: FetchRefusalReason;
  /** What was wanted and what came. */
  readonly message: string;
  /** The address that refused, which a redirect may have led to. */
  readonly url: string;
  /** How long the host asks to wait; null where it does not. */
  readonly retryAfterMs: number | null;
}

/** Each reason, and whether asking again later may help. */
const REASONS = {
  BAD_ADDRESS: 'lasting',
  PRIVATE_ADDRESS: 'lasting',
  ROBOTS: 'lasting',
  ROBOTS_UNAVAILABLE: 'passing',
  REDIRECTS: 'lasting',
  CONTENT_TYPE: 'lasting',
  CONTENT_ENCODING: 'lasting',
  TOO_LARGE: 'lasting',
  NOT_FOUND: 'lasting',
  STATUS: 'lasting',
  RATE_LIMITED: 'passing',
  SERVER_ERROR: 'passing',
  TIMEOUT: 'passing',
  UNREACHABLE: 'passing',
} as const;
export type FetchRefusalReason = keyof typeof REASONS;

export function mayPass({ reason }: FetchRefusal): boolean {
  return REASONS[reason] === 'passing';
}

export function notFetched(
  reason: FetchRefusalReason,
  url: string | URL,
  message: string,
  retryAfterMs: number | null = null,
): FetchRefusal {
  return { kind: 'refused', reason, message, url: String(url), retryAfterMs };
}
