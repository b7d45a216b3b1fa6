import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { actors } from './actor.ts';
import { articleOrdersVia, articles } from './article.ts';
import { type AskedText, actorParam, filterOf, given, idParam, type Logical, matchesText } from './filter.ts';
import { by, byVia, type List, source, toMany } from './relation.ts';
import type { Day, EventKind, EventStatus, Id } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export const events = source(
  'event',
  ['id', 'name', 'kind', 'status', 'earliest', 'latest', 'precision', 'place', 'listed_on', 'public_count'],
  { guarded: true },
);

export const eventList: List<'event'> = {
  name: 'events',
  source: events,
  via: null,
  where: [],
  orders: {
    NEWEST: by(['listed_on', 'date', 'desc'], ['id', 'int8', 'desc']),
    OLDEST: by(['listed_on', 'date', 'asc'], ['id', 'int8', 'asc']),
  },
};

export const eventsOfArticle = toMany<'article'>()('eventsOfArticle', events, {
  via: { table: 'article_event', guarded: true, target: 'event_id' },
  key: 'article_id',
  orders: { TEXT: byVia(['first_char', 'int4', 'asc'], ['event_id', 'int8', 'asc']) },
});
export const articlesOfEvent = toMany<'event'>()('articlesOfEvent', articles, {
  via: { table: 'article_event', guarded: true, target: 'article_id' },
  key: 'event_id',
  orders: articleOrdersVia,
});
export const participantsOfEvent = toMany<'event'>()('participantsOfEvent', actors, {
  via: { table: 'event_participant', guarded: true, target: 'actor_id' },
  key: 'event_id',
  orders: { STATED: byVia(['id', 'int8', 'asc']) },
});
export const eventsOfActor = toMany<'actor'>()('eventsOfActor', events, {
  via: { table: 'event_participant', guarded: true, target: 'event_id' },
  key: 'actor_id',
  orders: {
    NEWEST: byVia(['listed_on', 'date', 'desc'], ['event_id', 'int8', 'desc']),
    OLDEST: byVia(['listed_on', 'date', 'asc'], ['event_id', 'int8', 'asc']),
  },
});

export interface EventFields {
  readonly text?: AskedText | null | undefined;
  readonly kind?: EventKind | null | undefined;
  readonly status?: EventStatus | null | undefined;
  /** Events that may have taken place between these days, both included. */
  readonly from?: Day | null | undefined;
  readonly to?: Day | null | undefined;
  readonly participant?: Id | null | undefined;
  /** Told in this article. */
  readonly article?: Id | null | undefined;
}

export function eventFilter(viewer: Viewer, filter: Logical<EventFields> | null | undefined) {
  return filterOf(filter, (fields) => eventConditions(viewer, fields), wordsIn);
}

function wordsIn({ text, kind }: EventFields) {
  return text ? { text, within: [given(kind, (of) => sql<SqlBool>`target.kind = ${of}`)] } : null;
}

function eventConditions(viewer: Viewer, fields: EventFields): (RawBuilder<SqlBool> | null)[] {
  return [
    given(fields.text, (text) => matchesText('target', text)),
    given(fields.kind, (kind) => sql`target.kind = ${kind}`),
    given(fields.status, (status) => sql`target.status = ${status}`),
    given(fields.from, (day) => sql`target.latest >= cast(${day} as date)`),
    given(fields.to, (day) => sql`target.earliest <= cast(${day} as date)`),
    given(
      fields.participant,
      (id) => sql`exists (select from event_participant as p where p.actor_id = ${actorParam(id)}
        and p.event_id = target.id and p.listed_on = target.listed_on and ${visible(viewer, 'p')})`,
    ),
    given(
      fields.article,
      (id) => sql`exists (select from article_event as ae where ae.article_id = ${idParam(id)}
        and ae.event_id = target.id and ${visible(viewer, 'ae')})`,
    ),
  ];
}
