import { expect, it } from 'vitest';
import { address, asTerminal, bareClone, dataOf, freePort, type Running, run } from '../support/clone.ts';
import { testDatabase } from '../support/database.ts';
import { blocksOf } from '../support/readme.ts';
import { urlOf } from '../support/server.ts';

const DOCUMENTED_PORT = 4000;
const DOCUMENTED_DATABASE = 'postgres://user:password@host/newsgraph';

/** A reader's clone and terminals. What the blocks of a page leave to the next ones is in it. */
interface Reader {
  readonly clone: string;
  readonly port: number;
  server: Running | null;
}

interface Deed {
  readonly block: RegExp;
  readonly does: (reader: Reader, lines: string) => Promise<void>;
}

const DEEDS: readonly Deed[] = [
  { block: /^npm start$/, does: starts },
  // It is what this test belongs to.
  { block: /^npm test$/, does: async () => {} },
  { block: /^npm run newsgraph -- ingest \S+$/, does: stores },
  { block: /^npm run newsgraph -- read \S+$/, does: reads },
  { block: /^npm run newsgraph -- export --format jsonl --output articles\.jsonl$/, does: exports },
  { block: /^npm run --silent newsgraph -- key create .*\bcurl /s, does: storesOverGraphql },
  { block: /^DATABASE_URL=\S+ npm start$/, does: startsOnOwnPostgres },
  // test/deep/foreign-client.test.ts runs these.
  { block: /^npm init --yes\n.*\nnpx graphql-codegen$/s, does: async () => {} },
];

function shell({ clone, port }: Reader, lines: string): Running {
  const own = lines.replaceAll(`localhost:${DOCUMENTED_PORT}`, `localhost:${port}`);
  return run(clone, ['sh', '-c', own], port === DOCUMENTED_PORT ? {} : { PORT: String(port) });
}

/** What the lines print, when they have come to a good end. */
async function printed(reader: Reader, lines: string): Promise<string> {
  const running = shell(reader, lines);
  expect(await running.gone, running.said()).toBe(0);
  return running.printed();
}

async function starts(reader: Reader, lines: string): Promise<void> {
  reader.server = shell(reader, lines);
  expect(await address(reader.server)).toBe(`http://localhost:${reader.port}/graphql`);
  dataOf(reader.clone, reader.server);
}

async function stops(reader: Reader): Promise<void> {
  if (!reader.server) return;
  asTerminal(reader.server.child.pid!);
  await reader.server.gone;
  expect(reader.server.said()).toContain('"Stopped"');
  reader.server = null;
}

async function stores(reader: Reader, lines: string): Promise<void> {
  const file = lines.split(' ').at(-1);
  expect(await printed(reader, lines)).toContain(`stored\t${file}\n1 stored, 0 unchanged, 0 refused\n`);
}

async function reads(reader: Reader, lines: string): Promise<void> {
  const report = await printed(reader, lines);
  for (const part of ['People', 'Quotes']) expect(report).toMatch(new RegExp(`^${part}\\b`, 'm'));
  expect(report).toContain('“');
}

/** What was written is known when it comes back. */
async function exports(reader: Reader, lines: string): Promise<void> {
  await printed(reader, lines);
  const again = await printed(reader, 'npm run --silent newsgraph -- ingest articles.jsonl');
  expect(again).toMatch(/^0 stored, \d{2} unchanged, 0 refused/m);
}

async function storesOverGraphql(reader: Reader, lines: string): Promise<void> {
  expect(JSON.parse(await printed(reader, lines))).toEqual({
    data: {
      ingestArticle: {
        status: 'STORED',
        article: { id: expect.any(String), headline: 'Striker Lomand says he is staying, in eleven words' },
      },
    },
  });
}

async function startsOnOwnPostgres(reader: Reader, lines: string): Promise<void> {
  expect(lines).toContain(DOCUMENTED_DATABASE);
  await stops(reader);
  const database = await testDatabase({ empty: true });
  await starts(reader, lines.replace(DOCUMENTED_DATABASE, `'${urlOf(database.connection)}'`));
  const articles = await database.pool.query('select count(*)::int as n from article');
  expect(articles.rows).toEqual([{ n: 24 }]);
  await stops(reader);
  await database.close();
}

it('What the README says to run runs, in its order, in a bare clone', async () => {
  const reader: Reader = { clone: bareClone(), port: await freePort(DOCUMENTED_PORT), server: null };
  const done = new Set<Deed>();
  for (const { text } of blocksOf('README.md').filter(({ language }) => language === 'sh')) {
    const lines = text.trim();
    const deed = DEEDS.find(({ block }) => block.test(lines));
    if (!deed) throw new Error(`No test runs this block of README.md:\n${lines}`);
    await deed.does(reader, lines);
    done.add(deed);
  }
  expect(done.size).toBe(DEEDS.length);
  await stops(reader);
});
