import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { loadSample, sampleNames } from '../../src/ingest/sample.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { debianPostgres, type OwnCluster, startCluster } from '../support/debian-postgres.ts';
import { dataOf } from '../support/graphql.ts';
import { blocksOf } from '../support/readme.ts';
import { rowCounts } from '../support/row-counts.ts';
import { serveOf } from '../support/served.ts';
import { openSession } from '../support/server.ts';

const PROGRAMS = debianPostgres(15);
const REQUIRED = Boolean(process.env.REQUIRE_POSTGRES_15);
if (!PROGRAMS && !REQUIRED) {
  console.warn("SKIPPED: Postgres 15 is not tried, because Debian's package postgresql-15 is not installed.");
}

/** As databases are commonly made; what letters are and how texts are sorted differs between them. */
const LOCALES = {
  'C.UTF-8': `locale 'C.UTF-8'`,
  C: `locale 'C'`,
  'en-US of ICU': `locale 'C.UTF-8' locale_provider icu icu_locale 'en-US'`,
};

const NAMED_EXAMPLES = EXAMPLES.flatMap((example) => {
  const name = /^query (\w+)/m.exec(example.query)?.[1];
  return name ? [{ ...example, name }] : [];
});

describe.runIf(PROGRAMS || REQUIRED)('on Postgres 15, as a user who owns no more than the database', () => {
  let cluster: OwnCluster;
  let embedded: TestDatabase;
  beforeAll(async () => {
    if (!PROGRAMS) throw new Error("Wanted the programs of Debian's package postgresql-15; got none.");
    cluster = await startCluster(PROGRAMS);
    const session = await openSession(cluster.connectionTo('postgres'));
    await session.query('create role plain login');
    for (const [i, locale] of Object.values(LOCALES).entries()) {
      await session.query(
        `create database news${i} owner plain template template0 encoding 'UTF8' ${locale}`,
      );
    }
    await session.end();
    embedded = await testDatabase();
    await loadSample(embedded.db);
  });
  afterAll(async () => {
    await embedded?.close();
    await cluster?.stop();
  });

  describe.each(Object.keys(LOCALES).map((locale, i) => ({ locale, name: `news${i}` })))(
    'in the locale $locale',
    ({ name }) => {
      let own: Database;
      beforeAll(() => {
        own = openDatabase({ connection: cluster.connectionTo(name, 'plain') });
      });
      afterAll(() => own?.close());

      it('is indeed that version', async () => {
        const { rows } = await own.pool.query('show server_version_num');
        expect(rows[0].server_version_num).toMatch(/^15\d{4}$/);
      });

      it('migrates up, down to nothing and up again', async () => {
        const ran = await migrateToLatest(own.db);
        expect(await migrateDown(own.db, ran.length)).toEqual(ran.toReversed());
        expect(await rowCounts(own.db)).toEqual({});
        expect(await migrateToLatest(own.db)).toEqual(ran);
        expect(await pendingMigrations(own.db)).toEqual([]);
      });

      it('stores the sample corpus as the embedded server does', async () => {
        expect(await loadSample(own.db)).toBe((await sampleNames()).length);
        expect(await rowCounts(own.db)).toEqual(await rowCounts(embedded.db));
      });

      it('answers the query of the README as the README says', async () => {
        const blocks = blocksOf('README.md');
        const textOf = (wanted: string) => blocks.find(({ language }) => language === wanted)?.text ?? '';
        expect({ data: await dataOf(own, textOf('graphql')) }).toEqual(JSON.parse(textOf('json')));
      });

      it.each(NAMED_EXAMPLES)('answers $name as the embedded server does', async ({ query, variables }) => {
        expect(await dataOf(own, query, variables)).toEqual(await dataOf(embedded, query, variables));
      });

      it('serves by DATABASE_URL', async () => {
        const { url, kill } = await serveOf('.', cluster.connectionTo(name, 'plain'));
        onTestFinished(() => void kill());
        const asked = await fetch(`${url}?query=${encodeURIComponent('{ articles { totalCount } }')}`);
        expect(await asked.json()).toEqual({ data: { articles: { totalCount: 24 } } });
      });
    },
  );
});
