import type { IncomingMessage, ServerResponse } from 'node:http';

const DAY_S = 86_400;

/**
 * Without a list, any page may read what anyone may read: no cookie or other credential of the browser counts here.
 * With one, only its origins. https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function setCorsHeaders(
  req: IncomingMessage,
  res: ServerResponse,
  origins: readonly string[] | null,
): void {
  const { origin } = req.headers;
  if (origins) res.setHeader('vary', 'Origin');
  if (origin === undefined || (origins && !origins.includes(origin))) return;
  res.setHeader('access-control-allow-origin', origins ? origin : '*');
  res.setHeader('access-control-expose-headers', 'x-request-id, retry-after, ratelimit, ratelimit-policy');
}

/** Answers a preflight; true if this was one. */
export function answersPreflight(req: IncomingMessage, res: ServerResponse, methods: string): boolean {
  if (req.method !== 'OPTIONS') return false;
  if (res.hasHeader('access-control-allow-origin')) {
    res.setHeader('access-control-allow-methods', methods);
    res.setHeader(
      'access-control-allow-headers',
      'accept, authorization, content-type, last-event-id, x-request-id',
    );
    res.setHeader('access-control-max-age', DAY_S);
  }
  res.writeHead(204, { allow: `${methods}, OPTIONS` }).end();
  return true;
}
