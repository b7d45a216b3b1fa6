import fc from 'fast-check';
import { type RawNode, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../db/keyset.ts';
import { countSearch, readSearch } from '../../db/search.ts';
import type { Search, SearchType } from '../../db/search-branch.ts';
import { readingsOf } from '../../db/search-question.ts';
import { PUBLIC_VIEWER, type Viewer } from '../../db/visible.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { addActor, addArticle, addEvent, addQuote } from '../support/searchable.ts';

const EDITOR: Viewer = { seesEmbargoed: true };
const ALL: readonly SearchType[] = ['article', 'person', 'organization', 'quote', 'event'];

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

interface Asked {
  readonly types?: readonly SearchType[];
  readonly language?: string | null;
  readonly viewer?: Viewer;
}

async function searchFor(
  words: string,
  { types = ALL, language = null, viewer = PUBLIC_VIEWER }: Asked = {},
) {
  const question = { words, language };
  const search: Search = { question, types, readings: await readingsOf(own.db, viewer, question) };
  return {
    read: (page: Partial<Page>) =>
      readSearch(own.db, viewer, search, { limit: 100, backward: false, after: null, before: null, ...page }),
    count: () => countSearch(own.db, viewer, search),
  };
}

async function found(words: string, asked?: Asked): Promise<string[]> {
  const { items } = await (await searchFor(words, asked)).read({});
  return items.map(({ row }) => `${row.noun} ${row.id}`);
}

describe('a search for a name', () => {
  it('puts who bears it first, then texts, then whose names are like it', async () => {
    const like = await addActor(own.db, 'Odo Marvellan');
    const article = await addArticle(own.db, { body: 'Marvell wins.' });
    const few = await addActor(own.db, 'Ana Marvell', { articles: 2 });
    const many = await addActor(own.db, 'Bero Marvell', { articles: 9 });
    expect(await found('marvell')).toEqual([
      `actor ${many}`,
      `actor ${few}`,
      `article ${article}`,
      `actor ${like}`,
    ]);
  });

  it('finds it mistyped, begun, without accents, in any case and by an alias', async () => {
    const zelnik = await addActor(own.db, 'Volodar Želnikský', { aliases: ['Volo the Elder'] });
    for (const words of [
      'zelniksky',
      'ŽELNIKSKÝ',
      'zelnksky',
      'zelnisky',
      'zeln',
      'volo the elder',
      'volodar zelnikski',
    ]) {
      expect(await found(words, { types: ['person'] }), words).toContain(`actor ${zelnik}`);
    }
    expect(await found('drannick', { types: ['person'] })).not.toContain(`actor ${zelnik}`);
  });

  it('tells people from organizations', async () => {
    const guild = await addActor(own.db, 'Guild of Pilots', { kind: 'organization' });
    expect(await found('guild of pilots', { types: ['organization'] })).toEqual([`actor ${guild}`]);
    expect(await found('guild of pilots', { types: ['person'] })).toEqual([]);
  });

  it('passes over the signs of the syntax and what is left out', async () => {
    const tam = await addActor(own.db, 'Tam Quillivan');
    expect(await found('"Tam Quillivan" -Ana -"the harbour"')).toEqual([`actor ${tam}`]);
  });
});

describe('a search for words', () => {
  it('finds other forms of them in the language of each text', async () => {
    const english = await addArticle(own.db, { headline: 'Lanterns glow' });
    const german = await addArticle(own.db, { headline: 'Die Häuser der Stadt', language: 'de-AT' });
    expect(await found('lantern')).toEqual([`article ${english}`]);
    expect(await found('hauses')).toEqual([`article ${german}`]);
    expect(await found('hauses', { language: 'de' })).toEqual([`article ${german}`]);
    expect(await found('hauses', { language: 'en' })).toEqual([]);
  });

  it('takes exact words, alternatives and what to leave out', async () => {
    const first = await addArticle(own.db, {
      body: 'The copper bell rang.',
      listedAt: '2026-01-02 00:00:00+00',
    });
    const second = await addArticle(own.db, {
      body: 'A bell of copper hung.',
      listedAt: '2026-01-01 00:00:00+00',
    });
    expect(await found('copper bell')).toEqual([`article ${first}`, `article ${second}`]);
    expect(await found('"copper bell"')).toEqual([`article ${first}`]);
    expect(await found('copper -rang')).toEqual([`article ${second}`]);
    expect(await found('rang or hung')).toEqual([`article ${first}`, `article ${second}`]);
  });

  it('finds them beside typographic marks and emoji, and takes such marks as plain ones', async () => {
    const article = await addArticle(own.db, { body: '“Gossamer!” — said the guild’s 😀weaver…' });
    for (const words of [
      'gossamer',
      'guild',
      'weaver',
      '“gossamer said”',
      'guild’s',
      '«gossamer» -“weaver guild”',
    ]) {
      expect(await found(words, { types: ['article'] }), words).toEqual([`article ${article}`]);
    }
    expect(await found('“said gossamer”')).toEqual([]);
  });

  it('leaves nothing out in one language that another language only says it would', async () => {
    const kept = await addArticle(own.db, { body: 'A thimble maker.', language: 'fr' });
    await addArticle(own.db, { body: 'Thimble makers.', language: 'en' });
    expect(await found('thimble -makers')).toEqual([`article ${kept}`]);
  });

  it('finds articles, their quotes and events in the order of time', async () => {
    const event = await addEvent(own.db, 'Orrery summit', { place: 'Velm', day: '2026-01-03' });
    const article = await addArticle(own.db, { body: 'orrery', listedAt: '2026-01-02 09:00:00.000002+00' });
    const older = await addArticle(own.db, { body: 'orrery', listedAt: '2026-01-02 09:00:00.000001+00' });
    const quote = await addQuote(own.db, article, 'An orrery!');
    expect(await found('orrery')).toEqual([
      `event ${event}`,
      `article ${article}`,
      `quote ${quote}`,
      `article ${older}`,
    ]);
    expect(await found('orrery velm')).toEqual([`event ${event}`]);
  });

  it('finds nothing where there is no word to look for', async () => {
    for (const words of [
      '',
      ' ',
      '"',
      '""',
      '-bell',
      '-"copper bell"',
      '& | ! ()',
      'with',
      'or',
      "'",
      '\\',
      ':*',
      '<->',
    ]) {
      expect(await found(words), words).toEqual([]);
      expect(await (await searchFor(words)).count()).toBe(0);
    }
  });

  it('answers whatever readers type', async () => {
    const typed = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        expect(await found(words)).toBeInstanceOf(Array);
      }),
      { numRuns: 100 },
    );
    const signs = fc.array(
      fc.constantFrom(
        '-',
        ' ',
        '"',
        '&',
        '!',
        '(',
        ')',
        '|',
        ':',
        '*',
        "'",
        '\\',
        '<',
        '\u0085',
        '\u00a0',
        'a',
        ' or ',
        '-"',
      ),
      { maxLength: 150 },
    );
    await fc.assert(
      fc.asyncProperty(signs, async (words) => {
        expect(await found(words.join(''))).toBeInstanceOf(Array);
      }),
      { numRuns: 100 },
    );
    for (const sign of ['⑽', '漢', '😀', '"a ', '- ', 'a&']) {
      expect(await found(sign.repeat(300 / sign.length))).toBeInstanceOf(Array);
    }
  });
});

describe('what may be seen', () => {
  it('is all that a search finds', async () => {
    await addArticle(own.db, { body: 'vellichor', visibility: 0 });
    const embargoed = await addArticle(own.db, { body: 'vellichor', visibility: 1 });
    const quote = await addQuote(own.db, embargoed, 'Vellichor!');
    const onlyThere = await addArticle(own.db, { body: 'vellichors', visibility: 1, language: 'nl' });
    expect(await found('vellichor')).toEqual([]);
    expect(await found('vellichor', { viewer: EDITOR })).toEqual([
      `article ${onlyThere}`,
      `article ${embargoed}`,
      `quote ${quote}`,
    ]);
    await addActor(own.db, 'Hidden Vellichor', { articles: 0 });
    expect(await found('vellichor')).toEqual([]);
  });
});

describe('pages of a search', () => {
  /** Ties of time, across nouns too; names of the same likeness in as many articles. */
  async function insertTies(word: string) {
    for (let i = 0; i < 12; i++) {
      const listedAt = `2026-02-0${1 + (i % 3)} 00:00:00${i % 2 ? '' : '.000001'}+00`;
      const article = await addArticle(own.db, {
        headline: `The ${word} ${i}`,
        listedAt,
        language: i % 4 ? 'en' : 'fr',
      });
      await addQuote(own.db, article, `A ${word} once`);
      await addQuote(own.db, article, `A ${word} twice`, 9);
      await addEvent(own.db, `The ${word} meeting`, { day: `2026-02-0${1 + (i % 4)}` });
      const kind = i % 2 ? ('organization' as const) : ('person' as const);
      await addActor(own.db, `${['Ilva', 'Tam', 'Bero'][i % 3]} ${word}${i % 4 ? '' : 'in'}`, {
        kind,
        articles: 1 + (i % 3),
      });
    }
  }

  async function walk(read: Awaited<ReturnType<typeof searchFor>>['read'], limit: number, backward: boolean) {
    const ids: string[] = [];
    let bound: Page['after'] = null;
    for (;;) {
      const slice = await read({ limit, backward, [backward ? 'before' : 'after']: bound });
      expect(backward ? slice.hasNext : slice.hasPrevious).toBe(ids.length > 0);
      const page = slice.items.map(({ row }) => `${row.noun} ${row.id}`);
      ids.splice(backward ? 0 : ids.length, 0, ...page);
      if (!(backward ? slice.hasPrevious : slice.hasNext)) return ids;
      bound = (backward ? slice.items[0] : slice.items.at(-1))?.position ?? null;
      expect(bound).not.toBeNull();
    }
  }

  it('concatenate to the whole, in both directions, whatever their size and the types', async () => {
    await insertTies('Quendal');
    const run = fc.asyncProperty(
      fc.subarray([...ALL], { minLength: 1 }),
      fc.constantFrom(null, 'en'),
      fc.integer({ min: 1, max: 25 }),
      fc.boolean(),
      async (types, language, limit, backward) => {
        const { read, count } = await searchFor('quendal', { types, language });
        const whole = await walk(read, 1000, false);
        expect(new Set(whole).size).toBe(whole.length);
        expect(whole).toHaveLength(await count());
        expect(await walk(read, limit, backward)).toEqual(whole);
      },
    );
    await fc.assert(run, { numRuns: 40 });
    expect(await (await searchFor('quendal')).count()).toBe(60);
  });

  it('hold what lies between any two places', async () => {
    await insertTies('Rothemar');
    const { read } = await searchFor('rothemar');
    const { items } = await read({});
    const place = fc.nat(items.length - 1);
    await fc.assert(
      fc.asyncProperty(place, place, fc.boolean(), async (a, b, backward) => {
        const between = await read({ after: items[a]!.position, before: items[b]!.position, backward });
        expect(between.items).toEqual(items.slice(a + 1, b));
        expect(between.hasPrevious || between.hasNext).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('give nothing twice and miss nothing that was there while new articles come in', async () => {
    await insertTies('Sorrenby');
    const { read } = await searchFor('sorrenby');
    const before = (await read({})).items.map(({ row }) => `${row.noun} ${row.id}`);
    const seen: string[] = [];
    let after: Page['after'] = null;
    for (let page = 0; ; page++) {
      const slice = await read({ limit: 7, after });
      seen.push(...slice.items.map(({ row }) => `${row.noun} ${row.id}`));
      after = slice.items.at(-1)?.position ?? null;
      if (!slice.hasNext) break;
      await addArticle(own.db, { headline: 'Sorrenby again', listedAt: `2026-03-01 00:00:0${page}+00` });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((one) => before.includes(one))).toEqual(before);
  });
});

describe('the statements of a search', () => {
  it('are one to read the question and one for the page, and count up to the cap', async () => {
    own.statements.length = 0;
    const { read, count } = await searchFor('bell');
    expect(own.statements).toHaveLength(1);
    await read({});
    expect(own.statements).toHaveLength(2);
    await count();
    expect(own.statements).toHaveLength(3);
  });

  it('are planned anew for each question', async () => {
    for (let i = 0; i < 4; i++) await found('bell');
    const { rows } = await sql`select from pg_prepared_statements where statement like '%each_noun%'`.execute(
      own.db,
    );
    expect(rows).toEqual([]);
  });

  it('read no table from end to end, be the words rare or in every third text', async () => {
    await insertMany(own);
    for (const words of ['rarity', 'thirdword', 'thirdword -rarity', 'Ilva Nobody']) {
      own.statements.length = 0;
      for (const plan of await plansOf(words)) {
        expect(plan).not.toMatch(/Seq Scan on (article|quote|event|actor)\b/);
        expect(plan).toMatch(/names_like/);
      }
    }
  });
});

async function insertMany({ db }: TestDatabase): Promise<void> {
  await sql`insert into article (headline, body, language, content_hash, listed_at, visible_from, visibility)
    select case when i % 3 = 0 then 'thirdword ' else '' end || md5(i::text) || case when i % 500 = 7 then ' rarity' else '' end,
      (select string_agg(md5((i * 1000 + k)::text), ' ') from generate_series(1, 40) k), 'en', sha256(i::text::bytea),
      timestamptz '2020-01-01' + i * interval '1 hour', '2020-01-01', 2 from generate_series(1, 2500) i`.execute(
    db,
  );
  await sql`insert into quote (article_id, listed_at, article_visibility, kind, text, language, spans, version, first_version, extractor, confidence)
    select id, listed_at, 2, 'direct', headline, language, '{[0,5)}', 1, 1, 'test', 1 from article where headline <> 'Untitled'
    on conflict do nothing`.execute(db);
  await sql`insert into event (name, kind, status, listed_on, language, public_count)
    select headline, 'other', 'happened', listed_at::date, 'en', 1 from article`.execute(db);
  await sql`with a as (insert into actor (kind, name, public_count) select 'person', 'N' || md5(i::text), 1 from generate_series(1, 12000) i returning *)
    insert into actor_name (actor_id, kind, name, source, own) select id, kind, name, 'article', true from a`.execute(
    db,
  );
  await sql`vacuum analyze article, quote, event, actor, actor_name`.execute(db);
}

/** How Postgres would run the page and the count. */
async function plansOf(words: string): Promise<string[]> {
  const plans: string[] = [];
  const explaining = own.db.withPlugin({
    transformQuery: ({ node }) => {
      const [first, ...rest] = (node as RawNode).sqlFragments;
      return { ...node, sqlFragments: [`explain ${first}`, ...rest] } as RawNode;
    },
    transformResult: async ({ result }) => {
      plans.push(result.rows.map((row) => row['QUERY PLAN']).join('\n'));
      return { ...result, rows: [] };
    },
  });
  const question = { words, language: null };
  const search = { question, types: ALL, readings: await readingsOf(own.db, PUBLIC_VIEWER, question) };
  await readSearch(explaining, PUBLIC_VIEWER, search, {
    limit: 20,
    backward: false,
    after: null,
    before: null,
  });
  await countSearch(explaining, PUBLIC_VIEWER, search);
  expect(plans).toHaveLength(2);
  return plans;
}
