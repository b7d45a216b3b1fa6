import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ErrorCode } from '../../schema/errors.ts';

/** https://owasp.org/www-project-secure-headers/ */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
} as const;

export function sendText(
  res: ServerResponse,
  status: number,
  text: string | Uint8Array,
  headers: OutgoingHttpHeaders,
): void {
  res.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers });
  res.end(res.req.method === 'HEAD' ? undefined : text);
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers: OutgoingHttpHeaders = {},
): void {
  sendText(res, status, JSON.stringify(body), {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
}

/** What is refused before GraphQL begins is answered in its form: a list of errors, each with a code. */
export function refusal(code: ErrorCode, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}

const refused = new WeakMap<ServerResponse, ErrorCode>();

/** The code of a refusal, for who counts them. */
export function refusedWith(res: ServerResponse): ErrorCode | undefined {
  return refused.get(res);
}

export function refuse(
  res: ServerResponse,
  status: number,
  code: ErrorCode,
  message: string,
  headers: OutgoingHttpHeaders = {},
): void {
  refused.set(res, code);
  sendJson(res, status, refusal(code, message), headers);
}
