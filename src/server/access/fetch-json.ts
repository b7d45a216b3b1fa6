const MOST_BYTES = 256 * 1024;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Keys that came over an open wire would be anybody's. */
export function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** A JSON object, from the very address that is asked. Throws what is wrong with the answer. */
export async function fetchJson(url: string, signal: AbortSignal): Promise<object> {
  if (!isSecure(url)) throw new Error(`wanted an https address, got ${url}`);
  const headers = { accept: 'application/json, application/jwk-set+json' };
  const response = await fetch(url, { redirect: 'error', headers, signal });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error(`${url}: wanted 200, got ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`${url}: wanted at most ${MOST_BYTES} bytes, got more`);
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${url}: wanted an object, got ${value}`);
  return value;
}
