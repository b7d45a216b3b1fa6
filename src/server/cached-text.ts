import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Encoded, type Encoding, encodingFor } from './compress.ts';
import { namesTag } from './entity-tag.ts';
import { sendText } from './respond.ts';

export interface CachedText {
  /** Answers 304 to who has it already. */
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** A text that stays the same while the process lives: made once an encoding, at the first request for it. */
export function cachedText(make: (encoding: Encoding) => Promise<Encoded>): CachedText {
  const made = new Map<Encoding, Promise<Encoded>>();
  return {
    async answer(req, res) {
      const encoding = encodingFor(req.headers['accept-encoding']);
      const held = made.get(encoding) ?? make(encoding);
      made.set(encoding, held);
      held.catch(() => made.delete(encoding));
      const { bytes, headers: own } = await held;
      const vary = [res.getHeader('vary'), own.vary].filter(Boolean).join(', ');
      const headers: Record<string, string> = { ...own, vary };
      res.setHeader('cache-control', 'no-cache');
      if (namesTag(req.headers['if-none-match'], String(headers.etag))) res.writeHead(304, headers).end();
      else sendText(res, 200, bytes, headers);
    },
  };
}
