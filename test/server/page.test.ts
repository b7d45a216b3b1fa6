import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildSchema, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database);
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

interface Raw {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

/** As it comes over the wire: `fetch` would decompress it. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.origin}${path}`, { method, headers }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) });
    });
    asked.once('error', reject).end();
  });
}

describe('GraphiQL', () => {
  const page = (headers: Record<string, string>) => raw('/graphql', { accept: 'text/html', ...headers });

  it('comes compressed, as small as the browser can take it', async () => {
    const [br, gzip] = [
      await page({ 'accept-encoding': 'gzip, deflate, br' }),
      await page({ 'accept-encoding': 'gzip' }),
    ];
    expect(br.headers['content-encoding']).toBe('br');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.bytes).equals(gunzipSync(gzip.bytes))).toBe(true);
    expect(br.bytes.length).toBeLessThan(2_500_000);
    expect(gzip.bytes.length).toBeLessThan(3_000_000);
  }, 120_000);

  it('comes as it is to who takes nothing compressed', async () => {
    const { headers, bytes } = await page({ 'accept-encoding': 'br;q=0, gzip;q=0' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.subarray(0, 15).toString()).toBe('<!doctype html>');
  });

  it('comes once: 304 afterwards', async () => {
    const encoding = { 'accept-encoding': 'br' };
    const { headers } = await page(encoding);
    const again = await page({ ...encoding, 'if-none-match': `"other", W/${headers.etag}` });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
    expect((await page({ ...encoding, 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('may ask its own server alone, runs only its own scripts, and stands in no frame', async () => {
    const { headers } = await page({ 'accept-encoding': 'br' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`connect-src 'self'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).toMatch(/script-src ('sha256-[^']+' )+blob:;/);
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
  });
});

describe('/schema.graphql', () => {
  it('is the schema, in full', async () => {
    const { bytes, headers } = await raw('/schema.graphql');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(printSchema(buildSchema(bytes.toString()))).toBe(bytes.toString().trimEnd());
    expect(bytes.toString()).toContain('type Query {');
  });

  it('answers 304 to who has it', async () => {
    const { headers } = await raw('/schema.graphql');
    expect((await raw('/schema.graphql', { 'if-none-match': String(headers.etag) })).status).toBe(304);
  });

  it('answers HEAD with its length alone', async () => {
    const { headers, bytes } = await raw('/schema.graphql', {}, 'HEAD');
    expect(Number(headers['content-length'])).toBeGreaterThan(100);
    expect(bytes).toHaveLength(0);
  });
});

it.each(['/nothing', '/graphql/', '/graphqlx', '/health', '//graphql', '/schema.graphql/..%2f'])(
  'answers 404 in JSON to %s',
  async (path) => {
    const { status, headers, bytes } = await raw(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(bytes.toString())).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  },
);

it.each(['/', '/graphql?query={hello}', '/schema.graphql', '/health/live', '/nothing'])(
  'guards every answer by its headers: %s',
  async (path) => {
    const { headers } = await raw(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  },
);
