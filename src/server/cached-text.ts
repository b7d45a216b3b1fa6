import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { sendText } from './respond.ts';

type Encoding = 'br' | 'gzip' | 'identity';

export interface CachedText {
  /** Answers 304 to who has it already. */
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

const QUALITY = 7;

/** A text that stays the same while the process lives: made at the first request, compressed once an encoding. */
export function cachedText(
  make: () => Promise<string>,
  headersOf: (text: string) => OutgoingHttpHeaders,
): CachedText {
  const once = new Map<Encoding, Promise<{ bytes: Buffer; headers: OutgoingHttpHeaders }>>();
  const encode = async (encoding: Encoding) => {
    const text = await make();
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}-${encoding}"`;
    const headers = {
      ...headersOf(text),
      etag,
      vary: 'Accept, Accept-Encoding',
      'cache-control': 'no-cache',
    };
    const bytes = await compress(text, encoding);
    return {
      bytes,
      headers: encoding === 'identity' ? headers : { ...headers, 'content-encoding': encoding },
    };
  };
  return {
    async answer(req, res) {
      const encoding = encodingFor(req.headers['accept-encoding']);
      const held = once.get(encoding) ?? encode(encoding);
      once.set(encoding, held);
      held.catch(() => once.delete(encoding));
      const { bytes, headers } = await held;
      const has = (req.headers['if-none-match'] ?? '')
        .split(',')
        .map((tag) => tag.trim().replace(/^W\//, ''));
      if (has.includes(String(headers.etag))) res.writeHead(304, headers).end();
      else sendText(res, 200, bytes, headers);
    },
  };
}

function compress(text: string, encoding: Encoding): Promise<Buffer> | Buffer {
  const bytes = Buffer.from(text);
  if (encoding === 'gzip') return promisify(gzip)(bytes, { level: QUALITY });
  if (encoding === 'identity') return bytes;
  return promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** https://httpwg.org/specs/rfc9110.html#field.accept-encoding */
function encodingFor(accepted = ''): Encoding {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
    .map((coding) => coding.split(';', 1)[0]?.trim());
  if (taken.includes('br')) return 'br';
  return taken.includes('gzip') ? 'gzip' : 'identity';
}
