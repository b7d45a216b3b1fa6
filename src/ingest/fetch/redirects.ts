import type { Answer } from './exchange.ts';
import { type FetchRefusal, notFetched } from './result.ts';
import { allowedUrl, type UrlPolicy } from './url.ts';

export interface Redirect {
  readonly kind: 'redirect';
  readonly location: string;
  readonly forGood: boolean;
}

export interface Followed<T> {
  readonly came: T | FetchRefusal;
  /** Where it came from in the end. */
  readonly url: URL;
  readonly passed: readonly string[];
  readonly forGood: boolean;
}

export const MOST_REDIRECTS = 5;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const FOR_GOOD: readonly number[] = [301, 308];

/** Null where the answer leads nowhere else. */
export function redirectOf({ status, header }: Answer): Redirect | null {
  const location = header('location');
  if (!REDIRECTS.includes(status) || location === undefined) return null;
  return { kind: 'redirect', location, forGood: FOR_GOOD.includes(status) };
}

/** Visits one address after the other. Each is held to the same policy as the first. */
export async function followRedirects<T extends { readonly kind: string }>(
  start: URL,
  policy: UrlPolicy,
  visit: (url: URL) => Promise<T | Redirect | FetchRefusal>,
): Promise<Followed<T>> {
  const passed: string[] = [];
  let forGood = true;
  let url = start;
  for (;;) {
    const came = await visit(url);
    const end = (last: T | FetchRefusal) => ({
      came: last,
      url,
      passed,
      forGood: forGood && passed.length > 0,
    });
    if (!isRedirect(came)) return end(came);
    passed.push(url.href);
    forGood &&= came.forGood;
    if (passed.length > MOST_REDIRECTS)
      return end(notFetched('REDIRECTS', url, `wanted at most ${MOST_REDIRECTS} redirects, got one more`));
    const next = allowedUrl(came.location, policy, url.href);
    if (!(next instanceof URL)) return end(next);
    if (passed.includes(next.href))
      return end(notFetched('REDIRECTS', next, 'wanted a document, got redirects that lead back'));
    url = next;
  }
}

function isRedirect<T extends { readonly kind: string }>(came: T | Redirect): came is Redirect {
  return came.kind === 'redirect';
}
