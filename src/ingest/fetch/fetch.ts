import type { LookupFunction } from 'node:net';
import { privateAddressesToo, publicAddresses } from './address.ts';
import { type Came, readAnswer } from './answer.ts';
import { ACCEPT_ENCODING } from './body.ts';
import { politeAgent } from './connect.ts';
import { ACCEPT } from './content-type.ts';
import { type Answer, exchange } from './exchange.ts';
import { followRedirects, type Redirect } from './redirects.ts';
import { type FetchRefusal, type FetchResult, notFetched } from './result.ts';
import { type RobotsText, readRobots, robotsCache } from './robots.ts';
import { hostTurns } from './turns.ts';
import { allowedUrl, type UrlPolicy, WEB_PORTS } from './url.ts';

export interface FetcherOptions {
  /** Names the product and its version, and where its keeper can be reached: `Newsgraph/1.0 (+https://news.example/bot)`. */
  readonly userAgent: string;
  /** Whether hosts of this machine and its own network may be asked, at any port. */
  readonly privateAddresses?: boolean;
  /** For one answer, from the first byte out to the last one in. */
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** Of a body, as sent and as unpacked. */
  readonly largestBytes?: number;
  /** Between two requests to a host; its `Crawl-delay` may ask for more. */
  readonly pauseMs?: number;
  readonly mostHosts?: number;
  /** In place of what follows from `privateAddresses`, and of the system's resolver: for tests. */
  readonly policy?: UrlPolicy;
  readonly lookup?: LookupFunction;
}

/** What an earlier answer said of itself, so that the same is not sent again. */
export interface Validators {
  /** Where it came from: they mean nothing elsewhere. */
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Fetcher {
  fetch(address: string, known?: Validators | null, signal?: AbortSignal): Promise<FetchResult>;
  close(): Promise<void>;
}

type End = Exclude<Came, Redirect | FetchRefusal>;

const LONGEST_CRAWL_DELAY_MS = 30_000;

/**
 * Asks for addresses as a good guest: robots.txt obeyed, one request at a time a host with a pause between, bounded in time and
 * size, and never an address that the policy refuses. Any number of fetches may be asked for at once.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { userAgent, timeoutMs = 30_000, connectTimeoutMs = 10_000, largestBytes = 10_000_000 } = options;
  const { privateAddresses = false, pauseMs = 1_000, mostHosts = 8, lookup } = options;
  const policy = options.policy ?? {
    addresses: privateAddresses ? privateAddressesToo : publicAddresses,
    ports: privateAddresses ? null : WEB_PORTS,
  };
  const limits = { connectTimeoutMs, headersTimeoutMs: timeoutMs, bodyTimeoutMs: timeoutMs };
  const agent = politeAgent({ addresses: policy.addresses, ...limits, ...(lookup && { lookup }) });
  const turns = hostTurns(mostHosts);
  const sent = { 'user-agent': userAgent, 'accept-encoding': ACCEPT_ENCODING };

  /** One request in its host's turn, unless the host has asked to be left alone. */
  async function get<T>(
    url: URL,
    headers: Readonly<Record<string, string>>,
    use: (answer: Answer) => Promise<T>,
    { delayMs = pauseMs, signal }: { delayMs?: number; signal?: AbortSignal | undefined } = {},
  ): Promise<T | FetchRefusal> {
    return turns.take(url.hostname, delayMs, async () => {
      const heldOff = turns.heldOffMs(url.hostname);
      if (heldOff > 0) return leftAlone(url, heldOff);
      const asking = { headers: { ...sent, ...headers }, timeoutMs, ...(signal && { signal }) };
      const came = await exchange(agent, url, asking, use);
      const wait = isRefusal(came) ? came.retryAfterMs : null;
      if (wait) turns.holdOff(url.hostname, wait);
      return came;
    });
  }

  const robots = robotsCache(async (robotsUrl): Promise<RobotsText> => {
    const visit = (url: URL) => get(url, { accept: 'text/plain' }, (answer) => readRobots(answer, url));
    const { came } = await followRedirects(robotsUrl, policy, visit);
    if (came.kind === 'text') return came.text;
    // https://www.rfc-editor.org/rfc/rfc9309.html#section-2.3.1.2
    return came.reason === 'REDIRECTS' ? null : came;
  });

  async function visit(url: URL, known: Validators | null, signal?: AbortSignal): Promise<Came> {
    const rules = await robots.rulesFor(url);
    if (rules.kind === 'unavailable') return withoutRules(url, rules.refusal);
    const token = userAgent.split(/[/\s]/, 1)[0];
    if (rules.robot.isAllowed(url.href, token) === false)
      return notFetched('ROBOTS', url, `wanted leave to fetch it, got a no for ${token} from /robots.txt`);
    const asked = Math.min((rules.robot.getCrawlDelay(token) ?? 0) * 1_000, LONGEST_CRAWL_DELAY_MS);
    const headers = { accept: ACCEPT, ...(known?.url === url.href && conditions(known)) };
    const delayMs = Math.max(asked, pauseMs);
    return get(url, headers, (answer) => readAnswer(answer, url, largestBytes), { delayMs, signal });
  }

  return {
    async fetch(address, known = null, signal) {
      const start = allowedUrl(address, policy);
      if (!(start instanceof URL)) return start;
      const { came, url, passed, forGood } = await followRedirects<End>(start, policy, (url) =>
        visit(url, known, signal),
      );
      if (came.kind === 'refused') return came;
      if (came.kind !== 'document') return { kind: came.kind, url: url.href };
      return { ...came, url: url.href, redirectedFrom: passed, movedForGood: forGood };
    },
    close: () => agent.destroy(),
  };
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  };
}

function leftAlone(url: URL, heldOffMs: number): FetchRefusal {
  const message = `wanted an answer from ${url.host}, which asks to be left alone for ${Math.ceil(heldOffMs / 1_000)} s`;
  return notFetched('RATE_LIMITED', url, message, heldOffMs);
}

function withoutRules(url: URL, { reason, message, retryAfterMs }: FetchRefusal): FetchRefusal {
  // Where the host itself is refused, nothing will change that.
  if (reason === 'PRIVATE_ADDRESS' || reason === 'BAD_ADDRESS') return notFetched(reason, url, message);
  return notFetched(
    'ROBOTS_UNAVAILABLE',
    url,
    `wanted the /robots.txt of ${url.host}; ${message}`,
    retryAfterMs,
  );
}

function isRefusal(came: unknown): came is FetchRefusal {
  return (came as { kind?: unknown } | null)?.kind === 'refused';
}
