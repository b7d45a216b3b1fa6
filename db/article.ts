import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { actors } from './actor.ts';
import {
  type AskedText,
  actorParam,
  filterOf,
  given,
  idParam,
  inRange,
  type Logical,
  type MomentRange,
  matchesText,
} from './filter.ts';
import { by, byVia, type List, source, toMany, toOne } from './relation.ts';
import type { Id } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export const articles = source(
  'article',
  [
    'id',
    'url',
    'guid',
    'publisher_id',
    'headline',
    'standfirst',
    'body',
    'body_status',
    'section',
    'language',
    'dateline',
    'published_at',
    'published_zone_assumed',
    'modified_at',
    'corrections',
    'usage_terms',
    'copyright_holder',
    'copyright_notice',
    'live_blog',
    'field_sources',
    'version',
    'ingested_at',
    'listed_at',
    'withdrawn_at',
    'withdrawn_notice',
  ],
  { guarded: true },
);

const versions = source(
  'article_version',
  ['article_id', 'version', 'headline', 'standfirst', 'body', 'corrections', 'modified_at', 'ingested_at'],
  { guarded: true },
);
const bylines = source('byline', ['article_id', 'position', 'name', 'role', 'actor_id'], { guarded: true });
const images = source('image', ['article_id', 'position', 'caption', 'credit', 'url'], { guarded: true });

const newestFirst = by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']);
const oldestFirst = by(['listed_at', 'timestamptz', 'asc'], ['id', 'int8', 'asc']);

export const articleList: List<'article'> = {
  name: 'articles',
  source: articles,
  via: null,
  where: [],
  orders: { NEWEST: newestFirst, OLDEST: oldestFirst },
};

export const publisherOfArticle = toOne<'article'>()('publisherOfArticle', actors, 'publisher_id');
export const articlesOfPublisher = toMany<'actor'>()('articlesOfPublisher', articles, {
  key: 'publisher_id',
  orders: { NEWEST: newestFirst, OLDEST: oldestFirst },
});

export const versionsOfArticle = toMany<'article'>()('versionsOfArticle', versions, {
  key: 'article_id',
  orders: { NEWEST: by(['version', 'int4', 'desc']) },
});
export const bylinesOfArticle = toMany<'article'>()('bylinesOfArticle', bylines, {
  key: 'article_id',
  orders: { POSITION: by(['position', 'int4', 'asc']) },
});
export const actorOfByline = toOne<'byline'>()('actorOfByline', actors, 'actor_id');
export const imagesOfArticle = toMany<'article'>()('imagesOfArticle', images, {
  key: 'article_id',
  orders: { POSITION: by(['position', 'int4', 'asc']) },
});

const articleActor = { table: 'article_actor', guarded: true } as const;
const mostNamedFirst = byVia(['mention_count', 'int4', 'desc'], ['actor_id', 'int8', 'desc']);
const named = { of: 'via', column: 'mention_count', is: '>', value: 0 } as const;

export const peopleOfArticle = toMany<'article'>()('peopleOfArticle', actors, {
  via: { ...articleActor, target: 'actor_id' },
  key: 'article_id',
  where: [named, { of: 'via', column: 'kind', is: '=', value: 'person' }],
  orders: { MENTIONS: mostNamedFirst },
});
export const organizationsOfArticle = toMany<'article'>()('organizationsOfArticle', actors, {
  via: { ...articleActor, target: 'actor_id' },
  key: 'article_id',
  where: [named, { of: 'via', column: 'kind', is: '=', value: 'organization' }],
  orders: { MENTIONS: mostNamedFirst },
});

const newestVia = byVia(['listed_at', 'timestamptz', 'desc'], ['article_id', 'int8', 'desc']);
const oldestVia = byVia(['listed_at', 'timestamptz', 'asc'], ['article_id', 'int8', 'asc']);
export const articleOrdersVia = { NEWEST: newestVia, OLDEST: oldestVia };

export const articlesOfActor = toMany<'actor'>()('articlesOfActor', articles, {
  via: { ...articleActor, target: 'article_id' },
  key: 'actor_id',
  where: [named],
  orders: articleOrdersVia,
});
export const articlesWrittenBy = toMany<'actor'>()('articlesWrittenBy', articles, {
  via: { table: 'byline', guarded: true, target: 'article_id' },
  key: 'actor_id',
  where: [{ of: 'via', column: 'role', is: '=', value: 'author' }],
  orders: articleOrdersVia,
});

const descriptions = source('article_actor', ['actor_id', 'description'], { guarded: true });

/** Each article's own words; the newest come first. */
export const descriptionsOfActor = toMany<'actor'>()('descriptionsOfActor', descriptions, {
  key: 'actor_id',
  where: [{ of: 'target', column: 'description', is: 'not null' }],
  orders: { NEWEST: by(['listed_at', 'timestamptz', 'desc'], ['article_id', 'int8', 'desc']) },
});

export interface ArticleFields {
  readonly text?: AskedText | null | undefined;
  readonly publisher?: Id | null | undefined;
  readonly section?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly published?: MomentRange | null | undefined;
  /** Named in the article. */
  readonly aboutActor?: Id | null | undefined;
  readonly aboutEvent?: Id | null | undefined;
  /** Leaves out what another article that may be seen printed earlier. */
  readonly excludeReprints?: boolean | null | undefined;
}

export function articleFilter(viewer: Viewer, filter: Logical<ArticleFields> | null | undefined) {
  return filterOf(filter, (fields) => articleConditions(viewer, fields, 'target'), wordsIn);
}

/** Publisher, section and language have an index each. */
function wordsIn({ text, publisher, section, language, published }: ArticleFields) {
  if (!text) return null;
  const one =
    given(publisher, (id) => sql<SqlBool>`target.publisher_id = ${actorParam(id)}`) ??
    given(section, (of) => sql<SqlBool>`target.section = ${of}`) ??
    given(language, (tag) => sql<SqlBool>`target.language = ${tag}`);
  return { text, within: [one, given(published, (range) => inRange(sql.ref('target.listed_at'), range))] };
}

/** Of the articles with this alias; quotes are filtered by their articles, too. */
export function articleConditions(
  viewer: Viewer,
  fields: ArticleFields,
  alias: string,
): (RawBuilder<SqlBool> | null)[] {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return [
    given(fields.text, (text) => matchesText(alias, text)),
    given(fields.publisher, (id) => sql`${column('publisher_id')} = ${actorParam(id)}`),
    given(fields.section, (section) => sql`${column('section')} = ${section}`),
    given(fields.language, (language) => sql`${column('language')} = ${language}`),
    given(fields.published, (range) => inRange(column('listed_at'), range)),
    ...aboutConditions(viewer, fields, {
      id: column('id'),
      listedAt: column('listed_at'),
      visibility: column('visibility'),
    }),
    given(fields.excludeReprints || null, () => isFirstPrinting(viewer, column('id'))),
  ];
}

type About = Pick<ArticleFields, 'aboutActor' | 'aboutEvent'>;

/**
 * What the article is about, by its columns or copies of them. Whoever names it has its time, too: that both are compared tells the planner
 * that the rows of an actor are in the order of the list already, so that a page reads as many of them as it needs.
 */
export function aboutConditions(
  viewer: Viewer,
  { aboutActor, aboutEvent }: About,
  article: Readonly<Record<'id' | 'listedAt' | 'visibility', RawBuilder<unknown>>>,
): (RawBuilder<SqlBool> | null)[] {
  const ofArticle = (alias: string) => {
    const column = (name: string) => sql.ref(`${alias}.${name}`);
    return sql`${column('article_id')} = ${article.id} and ${column('listed_at')} = ${article.listedAt}
      and ${column('visibility')} = ${article.visibility} and ${visible(viewer, alias)}`;
  };
  return [
    given(
      aboutActor,
      (id) => sql`exists (select from article_actor as aa where aa.actor_id = ${actorParam(id)}
        and aa.mention_count > 0 and ${ofArticle('aa')})`,
    ),
    given(
      aboutEvent,
      (id) =>
        sql`exists (select from article_event as ae where ae.event_id = ${idParam(id)} and ${ofArticle('ae')})`,
    ),
  ];
}

function isFirstPrinting(viewer: Viewer, id: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`not exists (select from reprint as r where r.article_id = ${id} and r.earlier and ${visible(viewer, 'r')})`;
}
