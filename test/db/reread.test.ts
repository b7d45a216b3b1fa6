import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NewMention, setMentions } from '../../db/mention.ts';
import { type NewQuote, setQuotes } from '../../db/quote-write.ts';
import type { OfArticle, StoredVersion } from '../../db/stored-version.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
let article: StoredVersion;
let actors: readonly string[];
beforeAll(async () => {
  own = await testDatabase();
  const told = extractorOf({ people: ['Ada Brisk', 'Mirel Tovan'] });
  await ingestDocument(own.db, documentOf({ body: 'Ada Brisk and Mirel Tovan.', publisher: null }), {
    extractor: told,
  });
  const stored = await own.db
    .selectFrom('article')
    .select(['id', 'version', 'listed_at', 'visibility', 'text_visibility'])
    .executeTakeFirstOrThrow();
  article = { ...stored, extractor: 'better-2', again: true };
  const rows = await own.db.selectFrom('actor').select('id').orderBy('id').execute();
  actors = rows.map(({ id }) => id);
});
afterAll(() => own.close());

const mention = (surface: string, span: string, actor: number | null): OfArticle<NewMention> => ({
  article_id: article.id,
  kind: 'person',
  actor_id: actor === null ? null : actors[actor]!,
  event_id: null,
  name: surface,
  surface,
  named: true,
  span,
  confidence: 0.5,
});
const quote = (text: string, spans: string): OfArticle<NewQuote> => ({
  article_id: article.id,
  kind: 'direct',
  text,
  language: 'en',
  spans,
  cue: null,
  cue_span: null,
  channel: null,
  said_earliest: null,
  said_latest: null,
  said_precision: null,
  said_place: null,
  event_id: null,
  wording_id: null,
  confidence: 0.5,
  parties: [],
});
const mentions = () =>
  own.db
    .selectFrom('mention')
    .select(['id', 'surface', 'span', 'actor_id', 'version', 'visibility'])
    .orderBy('id')
    .execute();
const quotes = () =>
  own.db.selectFrom('quote').select(['id', 'text', 'spans', 'visibility']).orderBy('id').execute();

describe('reading the same version again', () => {
  it('keeps the mentions that still stand, changes their places and lets the others go', async () => {
    const [first, second] = await mentions();
    await setMentions(
      own.db,
      [article],
      [
        mention('Mirel Tovan', '[0,9)', 1),
        mention('Ada Brisk', '[14,25)', 0),
        mention('Ada Brisk', '[30,39)', 0),
      ],
    );
    expect(await mentions()).toMatchObject([
      { id: first!.id, surface: 'Ada Brisk', span: '[14,25)', version: 1, visibility: 2 },
      { id: second!.id, surface: 'Mirel Tovan', span: '[0,9)', version: 1, visibility: 2 },
      { surface: 'Ada Brisk', span: '[30,39)', version: 1, visibility: 2 },
    ]);
    await setMentions(own.db, [article], [mention('Ada Brisk', '[14,25)', 0), mention('Tovan', '[0,9)', 1)]);
    expect((await mentions()).filter((row) => row.visibility === 2)).toMatchObject([
      { id: first!.id, surface: 'Ada Brisk' },
      { surface: 'Tovan', span: '[0,9)' },
    ]);
  });

  it('keeps the quotes that still stand, changes their places and lets the others go', async () => {
    const [before] = await setQuotes(own.db, [article], [quote('One', '{[0,3)}'), quote('Two', '{[3,6)}')]);
    const [after] = await setQuotes(
      own.db,
      [article],
      [quote('Two', '{[0,3)}'), quote('One', '{[3,6)}'), quote('Three', '{[6,9)}')],
    );
    expect(after).toMatchObject({ changed: [...before!.created].reverse(), gone: [] });
    const [last] = await setQuotes(own.db, [article], [quote('Other', '{[0,3)}')]);
    expect([...last!.gone].sort()).toEqual([...before!.created, ...after!.created].sort());
    expect((await quotes()).filter((row) => row.visibility === 2)).toMatchObject([{ text: 'Other' }]);
  });

  it('names several at one place, each of them once', async () => {
    await setMentions(own.db, [article], [mention('both', '[0,4)', 0), mention('both', '[0,4)', 1)]);
    const both = (await mentions()).filter((row) => row.visibility === 2);
    await setMentions(own.db, [article], [mention('both', '[0,4)', 1), mention('both', '[0,4)', 0)]);
    const swapped = (await mentions()).filter((row) => row.visibility === 2);
    expect(swapped.map(({ id }) => id)).toEqual(both.map(({ id }) => id));
    expect(swapped.map((row) => row.actor_id)).toEqual([...actors].reverse());
    const twice = [mention('both', '[0,4)', null), mention('both', '[0,4)', null)];
    await expect(setMentions(own.db, [article], twice)).rejects.toThrow('mention_at_place');
  });
});
