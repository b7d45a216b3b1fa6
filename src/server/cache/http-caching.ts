import type { IncomingMessage } from 'node:http';
import { mediaTypeFor } from '../answer.ts';
import type { Operation } from '../operation.ts';
import type { SharedResult } from './shared-result.ts';

/** How long caches between may keep an answer. */
export interface HttpCaching {
  readonly maxAgeS: number;
  /** For so much longer they may give it out while they ask anew: https://www.rfc-editor.org/rfc/rfc5861#section-3 */
  readonly staleS: number;
}

const LATEST = /(^|[\s,])(no-cache|no-store|max-age=0)\s*(,|$)/i;

/** Who asks so has a reason to, such as that it has just written: https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1.4 */
export function wantsLatest({ headers }: IncomingMessage): boolean {
  const { 'cache-control': asked, pragma } = headers;
  return asked === undefined ? pragma === 'no-cache' : LATEST.test(asked);
}

/** The answer to an address that stands for one question, whoever asks, may be kept by caches between; no other. */
export function letCachesKeep(
  { exchange: { req, res }, params }: Pick<Operation, 'exchange' | 'params'>,
  { etag }: SharedResult,
  { maxAgeS, staleS }: HttpCaching,
): void {
  if (req.method !== 'GET' || req.headers.authorization !== undefined || !isPersisted(req.url)) return;
  // Events and parts are other bytes than those that the tag is of.
  if (mediaTypeFor(req.headers.accept) === null) return;
  // Such as what it cost, and what is left of one asker's budget.
  if (Object.keys(params.extensions ?? {}).some((name) => name !== 'persistedQuery')) return;
  const vary = res.getHeader('vary');
  res.setHeader('etag', etag);
  res.setHeader('cache-control', `public, max-age=${maxAgeS}, stale-while-revalidate=${staleS}`);
  res.setHeader('vary', [vary, 'Accept', 'Authorization'].filter(Boolean).join(', '));
  // Without a list of origins a page may be given what another program had asked for.
  if (!vary) res.setHeader('access-control-allow-origin', '*');
}

/** The addresses of persisted documents are few. Texts over GET are for development. */
function isPersisted(url = ''): boolean {
  return !new URLSearchParams(url.slice(url.indexOf('?') + 1)).has('query');
}
