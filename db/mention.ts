import { actors } from './actor.ts';
import { articles } from './article.ts';
import { events } from './event.ts';
import { by, source, toMany, toOne } from './relation.ts';

const mentions = source(
  'mention',
  [
    'id',
    'article_id',
    'kind',
    'actor_id',
    'event_id',
    'name',
    'surface',
    'span',
    'char_start',
    'version',
    'extractor',
    'confidence',
  ],
  { guarded: true },
);

const inText = by(['char_start', 'int4', 'asc'], ['id', 'int8', 'asc']);
const newestFirst = by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']);

export const mentionsOfArticle = toMany<'article'>()('mentionsOfArticle', mentions, {
  key: 'article_id',
  where: [{ of: 'target', column: 'gone_in_version', is: 'null' }],
  orders: { TEXT: inText },
});
export const mentionsOfActor = toMany<'actor'>()('mentionsOfActor', mentions, {
  key: 'actor_id',
  orders: { NEWEST: newestFirst },
});
export const mentionsOfEvent = toMany<'event'>()('mentionsOfEvent', mentions, {
  key: 'event_id',
  orders: { NEWEST: newestFirst },
});
export const articleOfMention = toOne<'mention'>()('articleOfMention', articles, 'article_id');
export const actorOfMention = toOne<'mention'>()('actorOfMention', actors, 'actor_id');
export const eventOfMention = toOne<'mention'>()('eventOfMention', events, 'event_id');
