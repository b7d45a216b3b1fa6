import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from './respond.ts';

const LINGER_MS = 1_000;

/** The whole body, or null if it is larger than the limit: said before a byte is read where the length was announced. */
export async function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  limitBytes: number,
): Promise<Buffer | null> {
  if (Number(req.headers['content-length'] ?? 0) > limitBytes) return null;
  if (/^100-continue$/i.test(req.headers.expect ?? '')) res.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) return void chunks.push(chunk);
      req.off('data', take).pause();
      resolve(null);
    };
    req.on('data', take);
    req.once('end', () => resolve(Buffer.concat(chunks, bytes)));
    req.once('error', reject);
    const leave = () => {
      if (!req.readableEnded) reject(new Error('The client left before its request was whole'));
    };
    if (req.destroyed) leave();
    else req.once('close', leave);
  });
}

/**
 * The answer is out before the rest of the body is in, and the connection ends after it. The rest is read and dropped for a
 * moment: closing on unread bytes makes the client's system throw the answer away. https://httpwg.org/specs/rfc9112.html#rfc.section.9.6
 */
export function refuseTooLarge(req: IncomingMessage, res: ServerResponse, limitBytes: number): void {
  const message = `The request body is larger than the ${limitBytes} bytes that this server takes here.`;
  const text = JSON.stringify(refusal('LIMIT_EXCEEDED', message));
  res.writeHead(413, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    connection: 'close',
  });
  res.write(text);
  const end = () => res.end();
  const linger = setTimeout(end, LINGER_MS);
  req.on('error', end);
  req.once('close', () => clearTimeout(linger));
  req.once('end', end).resume();
}
