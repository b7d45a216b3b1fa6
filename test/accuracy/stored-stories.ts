import type { Kysely } from 'kysely';
import { openDatabase } from '../../db/client.ts';
import type { Id, Tables } from '../../db/tables.ts';
import { newsDocument } from '../../src/ingest/document.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { databaseOf, openSession, startTestServer } from '../support/server.ts';
import { type Story, stories } from './story-set.ts';

export interface StoredMention {
  readonly start: number;
  readonly end: number;
  readonly kind: 'person' | 'organization' | 'event';
  /** Of the actor or event; who was left open is somebody of this article alone. */
  readonly cluster: string;
  readonly name: string;
}

/** As the article tells it. */
export interface StoredEvent {
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly days: readonly [string, string] | null;
  readonly place: string | null;
  /** Ids of actors. */
  readonly participants: readonly Id[];
}

export interface StoredStory {
  readonly story: Story;
  readonly mentions: readonly StoredMention[];
  readonly events: readonly StoredEvent[];
}

/** The articles of the set, ingested one by one into a database of their own, and what is stored of each. */
export async function storedStories(): Promise<StoredStory[]> {
  const server = await startTestServer();
  const name = `${server.prefix}stories`;
  const session = await openSession(server.connection);
  await session.query(`create database ${name} template ${server.template}`);
  await session.end();
  const { db, close } = openDatabase({ connection: databaseOf(server.connection, name) });
  try {
    const stored: { story: Story; id: Id }[] = [];
    for (const story of stories()) stored.push({ story, id: await ingested(db, story) });
    return await Promise.all(stored.map(({ story, id }) => readBack(db, story, id)));
  } finally {
    await close();
    await server.stop();
  }
}

async function ingested(db: Kysely<Tables>, story: Story): Promise<Id> {
  const { headline, body, publisher, published, name } = story;
  const url = `https://${publisher.toLowerCase().replace(/\W+/g, '-')}.example/${name}`;
  const result = await ingestDocument(
    db,
    newsDocument({ headline, body, publisher, publishedAt: published, url }),
  );
  if (result.kind !== 'stored') throw new Error(`${name}: wanted it stored, got ${JSON.stringify(result)}`);
  return result.articleId;
}

async function readBack(db: Kysely<Tables>, story: Story, id: Id): Promise<StoredStory> {
  const mentions = await db
    .selectFrom('mention')
    .select(['kind', 'actor_id', 'event_id', 'name', 'span'])
    .where('article_id', '=', id)
    .where('kind', '!=', 'place')
    .execute();
  const events = await db
    .selectFrom('article_event as told')
    .innerJoin('event', 'event.id', 'told.event_id')
    .select(['told.event_id as id', 'event.kind', 'told.name', 'told.status', 'told.place'])
    .select(['told.earliest', 'told.latest'])
    .where('told.article_id', '=', id)
    .orderBy('told.first_char')
    .execute();
  const participants = await db
    .selectFrom('event_participant_statement as said')
    .innerJoin('event_participant as part', 'part.id', 'said.participant_id')
    .select(['part.event_id', 'part.actor_id'])
    .where('said.article_id', '=', id)
    .execute();
  return {
    story,
    mentions: mentions.map(({ kind, name, span, ...ids }) => {
      const [start = 0, end = 0] = span.match(/\d+/g)?.map(Number) ?? [];
      const cluster = `${kind} ${ids.actor_id ?? ids.event_id ?? `open in ${id}: ${name}`}`;
      return { start, end, kind: kind as StoredMention['kind'], name, cluster };
    }),
    events: events.map(({ earliest, latest, ...event }) => ({
      ...event,
      days: earliest !== null && latest !== null ? ([earliest, latest] as const) : null,
      participants: participants.flatMap((part) => (part.event_id === event.id ? part.actor_id : [])),
    })),
  };
}
