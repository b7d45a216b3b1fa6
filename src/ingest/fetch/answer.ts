import { readBody } from './body.ts';
import { contentTypeOf, isRead } from './content-type.ts';
import type { Answer } from './exchange.ts';
import { type Redirect, redirectOf } from './redirects.ts';
import { type Fetched, type FetchRefusal, type FetchRefusalReason, notFetched } from './result.ts';

/** A document before it is known what led to it. */
export type Content = Omit<Fetched, 'url' | 'redirectedFrom' | 'movedForGood'>;
export type Came = Content | Redirect | FetchRefusal | { readonly kind: 'notModified' | 'gone' };

/** What an answer to a GET means. https://httpwg.org/specs/rfc9110.html#status.codes */
export async function readAnswer(answer: Answer, url: URL, limitBytes: number): Promise<Came> {
  const { status, header } = answer;
  if (status === 200) return readContent(answer, url, limitBytes);
  if (status === 304) return { kind: 'notModified' };
  if (status === 410) return { kind: 'gone' };
  return (
    redirectOf(answer) ??
    notFetched(
      reasonOf(status),
      url,
      `wanted a document, got HTTP ${status}`,
      retryAfterMs(header('retry-after')),
    )
  );
}

async function readContent({ header, body }: Answer, url: URL, limitBytes: number): Promise<Came> {
  const type = contentTypeOf(header('content-type'));
  if (!isRead(type))
    return notFetched('CONTENT_TYPE', url, `wanted HTML, XML, JSON or plain text, got ${type.type}`);
  const tooLarge = (got: string) =>
    notFetched('TOO_LARGE', url, `wanted at most ${limitBytes} bytes, got ${got}`);
  const announced = Number(header('content-length') ?? 0);
  if (announced > limitBytes) return tooLarge(String(announced));
  const read = await readBody(body, header('content-encoding'), limitBytes);
  if (read.kind === 'badEncoding') return notFetched('CONTENT_ENCODING', url, read.message);
  if (read.kind === 'cut') return tooLarge('more');
  return {
    kind: 'document',
    bytes: read.bytes,
    contentType: type.type,
    charset: type.charset,
    etag: header('etag') ?? null,
    lastModified: header('last-modified') ?? null,
  };
}

function reasonOf(status: number): FetchRefusalReason {
  if (status === 404) return 'NOT_FOUND';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 500 || status === 408 || status === 425 ? 'SERVER_ERROR' : 'STATUS';
}

const LONGEST_WAIT_MS = 86_400_000;

/** Seconds or a date; a day at most. https://httpwg.org/specs/rfc9110.html#field.retry-after */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}
