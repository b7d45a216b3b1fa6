import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Client,
  createClient,
  IngestArticleDocument,
  NewestArticlesDocument,
  SearchDocument,
} from '../../src/client/index.ts';

/** What a server is sent, whatever it answers. */
const sent: { method: string; url: string; cacheControl: string | undefined }[] = [];
let server: Server;
let client: Client;
beforeAll(async () => {
  server = createServer((req: IncomingMessage, res) => {
    sent.push({
      method: req.method as string,
      url: req.url as string,
      cacheControl: req.headers['cache-control'],
    });
    req.resume().once('end', () => res.end('{"data":{"any":1}}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  sent.length = 0;
  const { port } = server.address() as AddressInfo;
  client = createClient({ url: `http://127.0.0.1:${port}/graphql`, get: true });
});

const newest = () => client.request(NewestArticlesDocument, { first: 1, quotes: 1 });
const ingest = () => client.request(IngestArticleDocument, { input: { text: 'x' } });

describe('a client that asks by GET', () => {
  it('sends the hash and the variables in the address, and nothing that keeps caches from answering', async () => {
    await newest();
    const [{ method, url, cacheControl }] = sent as [(typeof sent)[number]];
    const asked = Object.fromEntries(new URL(url, 'http://x').searchParams);
    expect({ method, asked, cacheControl }).toEqual({
      method: 'GET',
      asked: {
        documentId: expect.stringMatching(/^(sha256:)?[0-9a-f]{64}$/),
        variables: '{"first":1,"quotes":1}',
      },
      cacheControl: undefined,
    });
  });

  it('asks no cache between any more once it wrote, and the server for the latest', async () => {
    await ingest();
    await newest();
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(sent[0]?.cacheControl).toBeUndefined();
    expect(sent[1]?.cacheControl).toBe('no-cache');
  });

  it('sends what makes a long address by POST', async () => {
    await client.request(SearchDocument, { query: 'x'.repeat(3_000), first: 1 });
    expect(sent[0]?.method).toBe('POST');
  });
});
