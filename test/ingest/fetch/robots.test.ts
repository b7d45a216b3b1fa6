import { afterEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../../src/ingest/fetch/fetch.ts';
import { robotsCache } from '../../../src/ingest/fetch/robots.ts';
import { answer, type Page, redirect, type Site, site } from '../../support/site.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function siteWith(robots: Page, pages: Record<string, Page> = {}): Promise<Site> {
  const made = await site({ '/robots.txt': robots, '/a': 'A', '/a/b?c=d': 'B', '/open': 'C', ...pages });
  open.push(made);
  return made;
}

function fetcher(timeoutMs = 60_000) {
  const made = createFetcher({
    userAgent: 'Newsgraph/9.9 (+https://keeper.example)',
    privateAddresses: true,
    pauseMs: 0,
    timeoutMs,
  });
  open.push(made);
  return made;
}

async function comes(robots: Page, path = '/a', pages: Record<string, Page> = {}): Promise<string> {
  const { origin } = await siteWith(robots, pages);
  const came = await fetcher().fetch(origin + path);
  return came.kind === 'refused' ? came.reason : came.kind;
}

describe('robots.txt', () => {
  it.each([
    [
      'our own group counts and not that of all',
      'User-agent: *\nDisallow: /\n\nUser-agent: newsgraph\nDisallow: /b',
      'document',
    ],
    ['a group for all counts', 'User-agent: *\nDisallow: /a', 'ROBOTS'],
    ['a version in our name makes no difference', 'User-agent: Newsgraph/1.0\nDisallow: /a', 'ROBOTS'],
    ['a group for several names counts', 'User-agent: other\nUser-agent: NewsGraph\nDisallow: /a', 'ROBOTS'],
    ['the longest rule decides', 'User-agent: *\nDisallow: /\nAllow: /a', 'document'],
    ['wildcards are read', 'User-agent: *\nDisallow: /*a$', 'ROBOTS'],
    ['a byte order mark and comments are not', '\ufeffUser-agent: * # all\nDisallow: /a # no', 'ROBOTS'],
    ['nothing forbids nothing', '', 'document'],
    ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', 'document'],
  ])('%s', async (_, robots, expected) => {
    expect(await comes(robots)).toBe(expected);
  });

  it('says no for the query of an address, too', async () => {
    expect(await comes('User-agent: *\nDisallow: /*?c=', '/a/b?c=d')).toBe('ROBOTS');
  });

  it.each([401, 403, 404, 410])('that answers %d forbids nothing', async (status) => {
    expect(await comes(answer(status))).toBe('document');
  });

  it.each([429, 500, 503])('that answers %d forbids all for a while', async (status) => {
    expect(await comes(answer(status))).toBe('ROBOTS_UNAVAILABLE');
  });

  it('that never answers forbids all for a while', async () => {
    const { origin } = await siteWith(() => {}, {});
    expect(await fetcher(500).fetch(`${origin}/a`)).toMatchObject({ reason: 'ROBOTS_UNAVAILABLE' });
  });

  it('may be elsewhere; what leads nowhere forbids nothing', async () => {
    const rules = { '/rules.txt': 'User-agent: *\nDisallow: /a' };
    expect(await comes(redirect('/rules.txt'), '/a', rules)).toBe('ROBOTS');
    expect(await comes(redirect('/robots.txt'))).toBe('document');
  });

  it('is asked for once a site, also by many at once', async () => {
    const { origin, asked } = await siteWith('User-agent: *\nDisallow: /b');
    const made = fetcher();
    await Promise.all(['/a', '/open', '/a'].map((path) => made.fetch(origin + path)));
    expect(asked.filter((each) => each === 'GET /robots.txt')).toHaveLength(1);
  });

  it('holds for where a redirect leads', async () => {
    const { origin } = await siteWith('User-agent: *\nDisallow: /a');
    const { origin: other, pages } = await siteWith('');
    pages['/there'] = redirect(`${origin}/a`);
    expect(await fetcher().fetch(`${other}/there`)).toMatchObject({ reason: 'ROBOTS', url: `${origin}/a` });
  });

  it('slows us down by its Crawl-delay', async () => {
    const { origin } = await siteWith('User-agent: *\nCrawl-delay: 0.2');
    const made = fetcher();
    await made.fetch(`${origin}/a`);
    const before = performance.now();
    await made.fetch(`${origin}/open`);
    expect(performance.now() - before).toBeGreaterThan(190);
  });

  it('is read to its first 512 KB, in little time whatever it says', async () => {
    const hard = `User-agent: *\n${`Disallow: ${'/*a'.repeat(600)}\n`.repeat(300)}`;
    const { origin } = await siteWith(`${hard}${'#'.repeat(600_000)}\nDisallow: /`);
    const before = process.cpuUsage();
    expect(await fetcher().fetch(`${origin}/${'a'.repeat(3_000)}`)).toMatchObject({ reason: 'NOT_FOUND' });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });

  it('of many sites is remembered within bounds', async () => {
    const asked: string[] = [];
    const cache = robotsCache(async ({ hostname }) => {
      asked.push(hostname);
      return '#'.repeat(500_000);
    });
    for (let n = 0; n < 30; n++) await cache.rulesFor(new URL(`https://n${n}.example/`));
    await cache.rulesFor(new URL('https://n29.example/'));
    expect(asked).toHaveLength(30);
    await cache.rulesFor(new URL('https://n0.example/'));
    expect(asked).toHaveLength(31);
  });
});
