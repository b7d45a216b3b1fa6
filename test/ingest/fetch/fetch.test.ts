import type { LookupFunction } from 'node:net';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { publicAddresses } from '../../../src/ingest/fetch/address.ts';
import { createFetcher, type Fetcher, type FetcherOptions } from '../../../src/ingest/fetch/fetch.ts';
import type { FetchRefusal } from '../../../src/ingest/fetch/result.ts';
import { answer, type Page, redirect, type Site, site } from '../../support/site.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function siteOf(pages: Record<string, Page>, host?: string): Promise<Site> {
  const made = await site(pages, host);
  open.push(made);
  return made;
}

function fetcher(options: Partial<FetcherOptions> = {}): Fetcher {
  const made = createFetcher({
    userAgent: 'Newsgraph/9.9 (+https://keeper.example)',
    privateAddresses: true,
    pauseMs: 0,
    ...options,
  });
  open.push(made);
  return made;
}

/** As on the internet, where 127.0.0.1 stands for any host that anyone may ask. */
const worldly = { addresses: (at: string) => (at === '127.0.0.1' ? null : publicAddresses(at)), ports: null };

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const reasonOf = async (made: Fetcher, url: string) => ((await made.fetch(url)) as FetchRefusal).reason;

describe('a page', () => {
  it('comes with what its header says of it', async () => {
    const headers = {
      'content-type': 'text/html; charset="ISO-8859-2"',
      etag: '"1"',
      'last-modified': 'Tue, 03 Mar 2026 08:00:00 GMT',
    };
    const { origin } = await siteOf({ '/a': answer(200, headers, Buffer.from([0xb9])) });
    expect(await fetcher().fetch(`${origin}/a#top`)).toEqual({
      kind: 'document',
      bytes: Buffer.from([0xb9]),
      url: `${origin}/a`,
      redirectedFrom: [],
      movedForGood: false,
      contentType: 'text/html',
      charset: 'iso-8859-2',
      etag: '"1"',
      lastModified: 'Tue, 03 Mar 2026 08:00:00 GMT',
    });
  });

  it('is asked for by name and version, at robots.txt too', async () => {
    const { origin, headers } = await siteOf({ '/a': 'A' });
    await fetcher().fetch(`${origin}/a`);
    expect(headers.map((each) => each['user-agent'])).toEqual(
      Array(2).fill('Newsgraph/9.9 (+https://keeper.example)'),
    );
  });

  it('says that it has not changed, to who asks with its validators at the same address', async () => {
    const page: Page = (req, res) => {
      const same = req.headers['if-none-match'] === '"1"' && req.headers['if-modified-since'] === 'then';
      res.writeHead(same ? 304 : 200, { 'content-type': 'text/html' }).end(same ? undefined : 'A');
    };
    const { origin } = await siteOf({ '/a': page, '/b': page });
    const known = { url: `${origin}/a`, etag: '"1"', lastModified: 'then' };
    expect(await fetcher().fetch(`${origin}/a`, known)).toEqual({ kind: 'notModified', url: `${origin}/a` });
    expect(await fetcher().fetch(`${origin}/b`, known)).toMatchObject({ kind: 'document' });
  });

  it('that is gone for good says so; one that is not there is refused', async () => {
    const { origin } = await siteOf({ '/gone': answer(410) });
    expect(await fetcher().fetch(`${origin}/gone`)).toEqual({ kind: 'gone', url: `${origin}/gone` });
    expect(await reasonOf(fetcher(), `${origin}/never`)).toBe('NOT_FOUND');
  });

  it.each([
    ['application/pdf', 'application/pdf'],
    ['image/png', 'image/png'],
    ['video/mp4; codecs="x"', 'video/mp4'],
  ])('of type %s is refused with what came, and its body is not read', async (sent, named) => {
    const { origin } = await siteOf({
      '/a': (_, res) => void res.writeHead(200, { 'content-type': sent }).write('x'),
    });
    expect(await fetcher().fetch(`${origin}/a`)).toMatchObject({
      reason: 'CONTENT_TYPE',
      message: `wanted HTML, XML, JSON or plain text, got ${named}`,
    });
  });

  it.each([
    'application/xhtml+xml',
    'application/rss+xml',
    'application/feed+json',
    'application/vnd.iptc.g2.newsitem+xml',
    '',
  ])('of type "%s" is taken', async (type) => {
    const { origin } = await siteOf({ '/a': answer(200, type ? { 'content-type': type } : {}, 'A') });
    expect(await fetcher().fetch(`${origin}/a`)).toMatchObject({
      kind: 'document',
      contentType: type || null,
    });
  });
});

describe('redirects', () => {
  it('lead to where the page is, and the way is told', async () => {
    const { origin } = await siteOf({ '/1': redirect('/2', 301), '/2': redirect('2/b', 308), '/2/b': 'B' });
    expect(await fetcher().fetch(`${origin}/1`)).toMatchObject({
      kind: 'document',
      url: `${origin}/2/b`,
      redirectedFrom: [`${origin}/1`, `${origin}/2`],
      movedForGood: true,
    });
    const { origin: other } = await siteOf({
      '/1': redirect('/2', 301),
      '/2': redirect('/3', 302),
      '/3': 'C',
    });
    expect(await fetcher().fetch(`${other}/1`)).toMatchObject({ movedForGood: false });
  });

  it('are followed five times and not six', async () => {
    const pages = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`/${n}`, redirect(`/${n + 1}`)]));
    const { origin, asked } = await siteOf({ ...pages, '/7': 'end' });
    expect(await fetcher().fetch(`${origin}/2`)).toMatchObject({ kind: 'document' });
    asked.length = 0;
    expect(await reasonOf(fetcher(), `${origin}/1`)).toBe('REDIRECTS');
    expect(asked).not.toContain('GET /7');
  });

  it('that lead back are refused', async () => {
    const { origin, asked } = await siteOf({ '/1': redirect('/2'), '/2': redirect('/1') });
    expect(await reasonOf(fetcher(), `${origin}/1`)).toBe('REDIRECTS');
    expect(asked).toEqual(['GET /robots.txt', 'GET /1', 'GET /2']);
  });

  it.each([
    ['http://127.0.0.2:PORT/', 'PRIVATE_ADDRESS'],
    ['http://[::ffff:127.0.0.1]:PORT/', 'PRIVATE_ADDRESS'],
    ['http://169.254.169.254/latest/meta-data', 'PRIVATE_ADDRESS'],
    ['http://2130706433:PORT/', 'BAD_ADDRESS'],
    ['http://user:secret@127.0.0.1:PORT/a', 'BAD_ADDRESS'],
    ['file:///etc/passwd', 'BAD_ADDRESS'],
    ['http://', 'BAD_ADDRESS'],
  ])('to %s are refused', async (to, reason) => {
    const { origin, port, pages } = await siteOf({});
    const inside = await siteOf({ '/': 'inside' }, '127.0.0.2');
    pages['/1'] = redirect(to.replace('PORT', String(to.includes('127.0.0.2') ? inside.port : port)));
    expect(await reasonOf(fetcher({ policy: worldly }), `${origin}/1`)).toBe(reason);
    expect(inside.asked).toEqual([]);
  });
});

describe('names', () => {
  const answering = (...addresses: string[]): { lookup: LookupFunction; asked: string[] } => {
    const asked: string[] = [];
    const lookup: LookupFunction = (name, _, callback) => {
      asked.push(name);
      const address = addresses[Math.min(asked.length, addresses.length) - 1] ?? '';
      callback(
        null,
        address.split(' ').map((each) => ({ address: each, family: each.includes(':') ? 6 : 4 })),
      );
    };
    return { lookup, asked };
  };

  it('are connected to at the very address that was checked: one that changes its answer gains nothing', async () => {
    const { port } = await siteOf({ '/a': 'A' });
    const inside = await siteOf({ '/a': 'inside' }, '127.0.0.2');
    const { lookup, asked } = answering('127.0.0.1', '127.0.0.2');
    const made = fetcher({ policy: worldly, lookup });
    expect(await made.fetch(`http://paper.example:${port}/a`)).toMatchObject({ kind: 'document' });
    expect(asked).toEqual(['paper.example']);
    expect(await reasonOf(made, `http://paper.example:${inside.port}/a`)).toBe('PRIVATE_ADDRESS');
    expect(asked).toHaveLength(2);
    expect(inside.asked).toEqual([]);
  });

  it('are refused where one of several addresses is', async () => {
    const { port, asked } = await siteOf({ '/a': 'A' });
    const { lookup } = answering('127.0.0.1 10.0.0.7');
    expect(await fetcher({ policy: worldly, lookup }).fetch(`http://paper.example:${port}/a`)).toMatchObject({
      reason: 'PRIVATE_ADDRESS',
      message: 'wanted a host of the public internet, got paper.example at 10.0.0.7 (private)',
    });
    expect(asked).toEqual([]);
  });

  it('are refused where the resolver of this machine leads inside', async () => {
    const { port, asked } = await siteOf({ '/a': 'A' });
    const made = fetcher({ policy: { addresses: publicAddresses, ports: null } });
    expect(await reasonOf(made, `http://localhost:${port}/a`)).toBe('PRIVATE_ADDRESS');
    expect(asked).toEqual([]);
  });

  it('that nobody has are unreachable', async () => {
    const lookup: LookupFunction = (_, __, callback) =>
      callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []);
    expect(await reasonOf(fetcher({ lookup }), 'http://nowhere.example/')).toBe('ROBOTS_UNAVAILABLE');
  });
});

describe('size', () => {
  const MOST = 100_000;
  const endless: Page = (_, res) => {
    res.writeHead(200, { 'content-type': 'text/html' });
    const more = () => {
      while (res.write(Buffer.alloc(16_384, 97)));
    };
    res.on('drain', more);
    more();
  };

  it('is bounded while the body comes', async () => {
    const { origin } = await siteOf({ '/a': endless });
    expect(await fetcher({ largestBytes: MOST }).fetch(`${origin}/a`)).toMatchObject({
      reason: 'TOO_LARGE',
      message: `wanted at most ${MOST} bytes, got more`,
    });
  });

  it('is refused where it is announced', async () => {
    const { origin } = await siteOf({
      '/a': answer(
        200,
        { 'content-type': 'text/html', 'content-length': `${MOST + 1}` },
        Buffer.alloc(MOST + 1),
      ),
    });
    expect(await fetcher({ largestBytes: MOST }).fetch(`${origin}/a`)).toMatchObject({
      message: `wanted at most ${MOST} bytes, got ${MOST + 1}`,
    });
  });

  it.each([
    ['gzip', gzipSync],
    [
      'br',
      (bytes: Buffer | string) =>
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
    ],
    ['zstd', zstdCompressSync],
    // What is collected of other tests in the same process comes and goes.
  ])('counts what %s unpacks to, and stops there', { retry: 5 }, async (coding, pack) => {
    const headers = { 'content-type': 'text/html', 'content-encoding': coding };
    const bomb = pack(Buffer.alloc(50_000_000));
    const { origin } = await siteOf({
      '/bomb': answer(200, headers, bomb),
      '/a': answer(200, headers, pack('A')),
    });
    const before = process.memoryUsage.rss();
    expect(await reasonOf(fetcher({ largestBytes: MOST }), `${origin}/bomb`)).toBe('TOO_LARGE');
    expect(process.memoryUsage.rss() - before).toBeLessThan(25_000_000);
    const fine = await fetcher().fetch(`${origin}/a`);
    expect(fine.kind === 'document' && text(fine.bytes)).toBe('A');
  });

  it.each(['gzip, gzip', 'compress', 'constructor'])(
    'is not guessed at where the coding is "%s"',
    async (coding) => {
      const { origin } = await siteOf({
        '/a': answer(200, { 'content-type': 'text/html', 'content-encoding': coding }, 'A'),
      });
      expect(await reasonOf(fetcher(), `${origin}/a`)).toBe('CONTENT_ENCODING');
    },
  );

  it('says what is wrong with a body that can’t be unpacked', async () => {
    const headers = { 'content-type': 'text/html', 'content-encoding': 'gzip' };
    const { origin } = await siteOf({
      '/a': answer(200, headers, 'not gzip'),
      '/b': answer(200, headers, gzipSync('x'.repeat(99)).subarray(0, -9)),
    });
    expect(await reasonOf(fetcher(), `${origin}/a`)).toBe('CONTENT_ENCODING');
    expect(await reasonOf(fetcher(), `${origin}/b`)).toBe('CONTENT_ENCODING');
  });
});

describe('time', () => {
  it('ends an answer that never begins, and one that never ends', async () => {
    const drip: Page = (_, res) => {
      res.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => res.write('x'), 20);
      res.on('close', () => clearInterval(timer));
    };
    const { origin } = await siteOf({ '/never': () => {}, '/drip': drip });
    const late = { reason: 'TIMEOUT', message: 'wanted a whole answer within 200 ms, got none' };
    // A machine that stands still does not get as far as that: its robots.txt is late.
    const asked = (path: string) => fetcher({ timeoutMs: 200 }).fetch(origin + path);
    await expect.poll(() => asked('/never')).toMatchObject(late);
    await expect.poll(() => asked('/drip')).toMatchObject(late);
  });

  it('is the site’s own where it says 429: it is left alone until then', async () => {
    const { origin, asked } = await siteOf({ '/a': answer(429, { 'retry-after': '120' }), '/b': 'B' });
    const made = fetcher();
    expect(await made.fetch(`${origin}/a`)).toMatchObject({ reason: 'RATE_LIMITED', retryAfterMs: 120_000 });
    expect(await made.fetch(`${origin}/b`)).toMatchObject({ reason: 'RATE_LIMITED' });
    expect(asked).toEqual(['GET /robots.txt', 'GET /a']);
  });

  it('helps a server that failed: the next answer is taken', async () => {
    let failed = 0;
    const page: Page = (_, res) =>
      void res.writeHead(failed++ ? 200 : 500, { 'content-type': 'text/html' }).end('A');
    const { origin } = await siteOf({ '/a': page });
    const made = fetcher();
    expect(await reasonOf(made, `${origin}/a`)).toBe('SERVER_ERROR');
    expect(await made.fetch(`${origin}/a`)).toMatchObject({ kind: 'document' });
  });

  it('that a broken connection took is said', async () => {
    const { origin } = await siteOf({
      '/early': (req) => void req.socket.destroy(),
      '/late': (_, res) => {
        res.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' }).write('x');
        setTimeout(() => res.socket?.resetAndDestroy(), 50);
      },
    });
    expect(await reasonOf(fetcher(), `${origin}/early`)).toBe('UNREACHABLE');
    expect(await reasonOf(fetcher(), `${origin}/late`)).toBe('UNREACHABLE');
  });
});

describe('a host', () => {
  it('gets one connection and a pause between requests', async () => {
    const times: number[] = [];
    const page: Page = (_, res) => {
      times.push(performance.now());
      setTimeout(() => res.writeHead(200, { 'content-type': 'text/html' }).end('A'), 10);
    };
    const made = await siteOf({ '/1': page, '/2': page, '/3': page });
    const asking = fetcher({ pauseMs: 50 });
    await Promise.all(['/1', '/2', '/3'].map((path) => asking.fetch(made.origin + path)));
    expect(made.mostConnections()).toBe(1);
    for (const [i, at] of times.entries()) if (i > 0) expect(at - times[i - 1]!).toBeGreaterThan(58);
  });

  it('waits while as many others are asked as may be', async () => {
    let most = 0;
    const held: (() => void)[] = [];
    const page: Page = (_, res) => {
      held.push(() => res.writeHead(200, { 'content-type': 'text/html' }).end('A'));
      most = Math.max(most, held.length);
      // A third would come meanwhile.
      if (held.length === 2)
        setTimeout(() => {
          for (const answers of held.splice(0)) answers();
        }, 50);
    };
    const hosts = await Promise.all(
      ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'].map((host) => siteOf({ '/a': page }, host)),
    );
    const asking = fetcher({ mostHosts: 2 });
    await Promise.all(hosts.map(({ origin }) => asking.fetch(`${origin}/a`)));
    expect(most).toBe(2);
  });
});
