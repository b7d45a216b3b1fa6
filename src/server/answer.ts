import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { rangesIn } from './accept.ts';
import { SharedResult } from './cache/shared-result.ts';
import { jsonOf } from './compiled/written.ts';
import { namesTag } from './entity-tag.ts';

export const MEDIA_TYPES = ['application/graphql-response+json', 'application/json'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
}

const REMEMBERED_AT_MOST = 200;
const remembered = new Map<string, MediaType | null>();

/** What a plain answer to this `Accept` is; null where events or parts are wanted rather, which Yoga sends. */
export function mediaTypeFor(accept = '*/*'): MediaType | null {
  let type = remembered.get(accept);
  if (type === undefined) {
    type = mediaTypeIn(accept);
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
    if (accept.length <= 200) remembered.set(accept, type);
  }
  return type;
}

/** As Yoga chooses: the first range that a plain answer fits, whatever its weight. */
function mediaTypeIn(accept: string): MediaType | null {
  for (const type of rangesIn(accept)) {
    if (type === '*/*' || type === 'application/*') return 'application/json';
    const known = MEDIA_TYPES.find((name) => name === type);
    if (known) return known;
  }
  return null;
}

interface HttpExtension {
  /** 200 for who accepts only `application/json`: https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes */
  readonly spec?: boolean;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Status, headers and text of a result whose errors have been through `finishResult`. */
export function answerOf(result: ExecutionResult, mediaType: MediaType): Answer {
  const headers: OutgoingHttpHeaders = { 'Content-Type': `${mediaType}; charset=utf-8` };
  if (result instanceof SharedResult) return { status: 200, headers, body: result.body };
  const { errors } = result;
  if (!errors?.length) return { status: 200, headers, body: jsonOf(result) };
  let status = 0;
  for (const { extensions } of errors) {
    const http = extensions.http as HttpExtension | undefined;
    Object.assign(headers, http?.headers);
    if (mediaType === 'application/json' && http?.spec) continue;
    status = Math.max(status, http?.status ?? 0);
  }
  const body = jsonOf({ ...result, errors: errors.map(withoutHttp) } as ExecutionResult);
  return { status: status || 200, headers, body };
}

/** What an error says of HTTP is said by HTTP. */
function withoutHttp(error: GraphQLError): object {
  const { extensions, ...rest } = error.toJSON();
  const { http: _, ...told } = extensions ?? {};
  return Object.keys(told).length > 0 ? { ...rest, extensions: told } : rest;
}

export function sendAnswer(res: ServerResponse, { status, headers, body }: Answer): void {
  if (res.closed || res.destroyed || res.writableEnded) return;
  const etag = res.getHeader('etag');
  if (typeof etag === 'string' && namesTag(res.req.headers['if-none-match'], etag)) {
    res.writeHead(304).end();
    return;
  }
  res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
