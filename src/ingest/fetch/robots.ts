import robotsParser from 'robots-parser';
import { retryAfterMs } from './answer.ts';
import { readBody } from './body.ts';
import type { Answer } from './exchange.ts';
import { type Redirect, redirectOf } from './redirects.ts';
import { type FetchRefusal, notFetched } from './result.ts';

type Robot = ReturnType<typeof robotsParser.default>;
/** A module of CommonJS whose types speak of a default export that it does not have. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** The rules of a site, or why they can't be known. https://www.rfc-editor.org/rfc/rfc9309.html */
export type Rules =
  | { readonly kind: 'rules'; readonly robot: Robot }
  | { readonly kind: 'unavailable'; readonly refusal: FetchRefusal };

export interface Robots {
  /** Of the site that the address is on: asked for once, then remembered for a while. */
  rulesFor(url: URL): Promise<Rules>;
}

/** What came for `/robots.txt`: its text, nothing (4xx), or a failure after which nothing may be asked (5xx, no answer). */
export type RobotsText = string | null | FetchRefusal;

/** At least so much must be read. https://www.rfc-editor.org/rfc/rfc9309.html#section-2.5 */
const LARGEST_ROBOTS_BYTES = 512 * 1024;
const REMEMBERED_SITES = 500;
/** Of all sites together: whoever lists pages of many hosts does not fill the memory with their rules. */
const REMEMBERED_CHARS = 8_000_000;
const REMEMBERED_MS = 3_600_000;
/** A site that was down may be asked anew sooner. */
const FAILURE_REMEMBERED_MS = 60_000;
/** Longer lines match nothing that a person wrote, and would be costly to compare. */
const LONGEST_LINE = 2_000;

interface Remembered {
  readonly rules: Promise<Rules>;
  until: number;
  chars: number;
}

export function robotsCache(ask: (robotsUrl: URL) => Promise<RobotsText>): Robots {
  const sites = new Map<string, Remembered>();
  const forgetOldest = () => {
    let chars = [...sites.values()].reduce((sum, site) => sum + site.chars, 0);
    for (const [origin, site] of sites) {
      if (sites.size <= REMEMBERED_SITES && chars <= REMEMBERED_CHARS) return;
      sites.delete(origin);
      chars -= site.chars;
    }
  };
  return {
    rulesFor(url) {
      const now = performance.now();
      const known = sites.get(url.origin);
      if (known && known.until > now) return known.rules;
      sites.delete(url.origin);
      const robotsUrl = new URL('/robots.txt', url);
      const text = ask(robotsUrl);
      const site = { rules: text.then(rulesOf(robotsUrl)), until: now + REMEMBERED_MS, chars: 0 };
      sites.set(url.origin, site);
      text.then((came) => {
        if (typeof came === 'string') site.chars = came.length;
        else if (came !== null) site.until = performance.now() + FAILURE_REMEMBERED_MS;
        forgetOldest();
      });
      return site.rules;
    },
  };
}

function rulesOf(robotsUrl: URL): (came: RobotsText) => Rules {
  return (came) => {
    if (came !== null && typeof came !== 'string') return { kind: 'unavailable', refusal: came };
    const lines = (came ?? '').split(/\r\n|\r|\n/).filter((line) => line.length <= LONGEST_LINE);
    return { kind: 'rules', robot: parseRobots(robotsUrl.href, lines.join('\n')) };
  };
}

/** 4xx: there are no rules. 429 says that too much was asked already, and 5xx that nobody knows: then nothing may be asked. */
export async function readRobots(
  answer: Answer,
  url: URL,
): Promise<{ kind: 'text'; text: string | null } | Redirect | FetchRefusal> {
  const { status, header, body } = answer;
  if (status === 200) {
    const read = await readBody(body, header('content-encoding'), LARGEST_ROBOTS_BYTES);
    if (read.kind === 'badEncoding') return notFetched('CONTENT_ENCODING', url, read.message);
    return { kind: 'text', text: new TextDecoder().decode(read.bytes) };
  }
  const redirect = redirectOf(answer);
  if (redirect) return redirect;
  if (status >= 400 && status < 500 && status !== 429) return { kind: 'text', text: null };
  const wait = retryAfterMs(header('retry-after'));
  return notFetched('SERVER_ERROR', url, `got HTTP ${status}`, wait);
}
