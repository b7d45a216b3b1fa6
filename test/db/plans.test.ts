import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as actor from '../../db/actor.ts';
import * as affiliation from '../../db/affiliation.ts';
import * as article from '../../db/article.ts';
import * as articleAssociation from '../../db/article-association.ts';
import * as articleSubject from '../../db/article-subject.ts';
import * as articleUrl from '../../db/article-url.ts';
import { countList, readList, readMany } from '../../db/batch.ts';
import * as curation from '../../db/curation-list.ts';
import * as event from '../../db/event.ts';
import type { Order, Page } from '../../db/keyset.ts';
import * as linkEvidence from '../../db/link-evidence.ts';
import * as mention from '../../db/mention.ts';
import * as quote from '../../db/quote.ts';
import type { List, ToMany } from '../../db/relation.ts';
import * as reprint from '../../db/reprint.ts';
import * as utterance from '../../db/utterance.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { faults, nodesOf, planOf } from '../support/query-plan.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 800, people: 9, quotesEach: 1 });
  await sql`vacuum analyze article`.execute(database.db);
});
afterAll(() => database.close());

const articleParts = [articleUrl, articleSubject, articleAssociation];
const described = [
  actor,
  article,
  ...articleParts,
  reprint,
  event,
  mention,
  linkEvidence,
  curation,
  quote,
  utterance,
  affiliation,
].flatMap((module) => Object.values(module));
const isRelation = (value: unknown): value is ToMany => (value as ToMany)?.kind === 'many';
const isList = (value: unknown): value is List =>
  typeof value === 'object' && value !== null && 'via' in value && !isRelation(value);

const relations = described.filter(isRelation);
const lists = described.filter(isList);

const pages = (order: Order): Page[] => {
  const position = order.map(
    (key) =>
      ({ timestamptz: '2026-01-05 10:00:00.000001+00', date: '2026-01-02', text: 'b' })[key.form as string] ??
      '1',
  );
  return [
    { limit: 20, backward: false, after: null, before: null },
    { limit: 20, backward: true, after: null, before: position },
  ];
};

describe('an index serves', () => {
  it('what is described in db, which this test finds by itself', () => {
    expect(lists.length).toBeGreaterThan(4);
    expect(relations.length).toBeGreaterThan(15);
  });

  it('words, in as many articles as make them rare', async () => {
    const readings = [{ languages: ['en'], query: "'headlin' & '797'" }];
    const filter = article.articleFilter(PUBLIC_VIEWER, { text: { words: 'headline 797', readings } });
    const plan = await planOf(database, () => countList(reader(database), article.articleList, filter), []);
    expect(nodesOf(plan).map((node) => node['Index Name'])).toContain('article_by_text');
  });

  const viewers = { 'the public': PUBLIC_VIEWER, 'who sees embargoed articles': { seesEmbargoed: true } };
  for (const [name, viewer] of Object.entries(viewers)) {
    for (const list of lists) {
      it(`every order of ${list.name}, from both ends, for ${name}`, async () => {
        for (const order of Object.values(list.orders)) {
          for (const page of pages(order)) {
            const request = { order, page, filter: null };
            const plan = await planOf(database, () =>
              readList({ ...reader(database), viewer }, list, request),
            );
            expect(faults(plan)).toEqual([]);
          }
        }
      });
    }

    for (const relation of relations) {
      it(`every order of ${relation.name}, from both ends, for ${name}`, async () => {
        for (const order of Object.values(relation.orders)) {
          for (const page of pages(order)) {
            const request = { order, page, filter: null };
            const plan = await planOf(database, () =>
              readMany({ ...reader(database), viewer }, relation, ['1', '2'], request),
            );
            expect(faults(plan)).toEqual([]);
          }
        }
      });
    }
  }
});
