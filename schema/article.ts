import {
  type ArticleFields,
  articleFilter,
  articleList,
  articlesOfActor,
  articlesOfPublisher,
  articlesWrittenBy,
  descriptionsOfActor,
  organizationsOfArticle,
  peopleOfArticle,
  publisherOfArticle,
} from '../db/article.ts';
import { articlesByUrls, articlesThemselves } from '../db/article-lookup.ts';
import type { Logical } from '../db/filter.ts';
import type { Reader } from '../db/reader.ts';
import type { Row } from '../db/tables.ts';
import { Actor, actorId, Organization, Person } from './actor.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { DateTimeRange } from './dates.ts';
import { clientError } from './errors.ts';
import { logicalInput } from './filter.ts';
import { rowId, rowIdOrNull } from './ids.ts';
import { askedText } from './question.ts';
import { loadById, loadFirst, loadKeyed, loadSelected } from './relation/loaders.ts';

export const Article = builder.objectRef<Row<'article'>>('Article');

const BodyStatus = builder.enumType('BodyStatus', {
  description: 'Whether the body of an article can be read here, and why not.',
  values: {
    AVAILABLE: { value: 'available', description: 'The whole body is here.' },
    STUB: { value: 'stub', description: 'The source showed the beginning only.' },
    WITHHELD: {
      value: 'withheld',
      description:
        'Its rights do not allow to show it: see usageTerms. What has its words is withheld with it: quotes, mentions, texts of versions. Headline, standfirst and whom and what it names (people, organizations, events, subjects) are served.',
    },
    WITHDRAWN: { value: 'withdrawn', description: 'The article was retracted: see withdrawnNotice.' },
  } as const,
});

/** Stands for the guid of a text that has none, so that it is known again. */
const MADE_HERE = /^text:[0-9a-f]{64}$/;

builder.node(Article, {
  description:
    'A news article: https://schema.org/NewsArticle. A retracted one still answers to its id and address, with its headline and notice and nothing else of its content.',
  id: { resolve: (row) => row.id },
  loadWithoutCache: (id, context, info) => loadSelected(context, articlesThemselves, id, info),
  fields: (t) => ({
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description:
        'Its canonical address, to be opened: https://schema.org/url; null where the source does not say.',
    }),
    guid: t.string({
      nullable: true,
      description: 'The identifier that its publisher gave it; null where the source does not say.',
      select: { columns: ['guid'] },
      resolve: ({ guid }) => (guid !== null && MADE_HERE.test(guid) ? null : guid),
    }),
    headline: t.exposeString('headline', { description: 'https://schema.org/headline' }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'The sentence or two below the headline (dek); null where there is none.',
    }),
    body: t.string({
      nullable: true,
      cost: { weight: 1 },
      select: { columns: ['body', 'body_status'] },
      resolve: (row) => (row.body_status === 'withheld' ? null : row.body),
      description:
        'The text, with a blank line between paragraphs: https://schema.org/articleBody. Spans point into it. Null where bodyStatus says why.',
    }),
    bodyStatus: t.field({
      type: BodyStatus,
      description: 'Whether the body can be read here, and why not.',
      select: { columns: ['withdrawn_at', 'body_status'] },
      resolve: (row) => (row.withdrawn_at === null ? row.body_status : 'withdrawn'),
    }),
    section: t.exposeString('section', {
      nullable: true,
      description:
        'The part of the publication that it stands in: https://schema.org/articleSection; null where the source does not say.',
    }),
    language: t.exposeString('language', { description: 'A BCP 47 tag: https://schema.org/inLanguage' }),
    dateline: t.exposeString('dateline', {
      nullable: true,
      description:
        'The place that it was filed from, as printed: https://schema.org/dateline; null where there is none.',
    }),
    publishedAt: t.expose('published_at', {
      type: 'DateTime',
      nullable: true,
      description: 'https://schema.org/datePublished; null where the source does not say.',
    }),
    publishedZoneAssumed: t.exposeBoolean('published_zone_assumed', {
      description:
        'True where the source prints the time of publication without a zone, and one was assumed.',
    }),
    modifiedAt: t.expose('modified_at', {
      type: 'DateTime',
      nullable: true,
      description: 'https://schema.org/dateModified; null where the source does not say.',
    }),
    ingestedAt: t.expose('ingested_at', { type: 'DateTime', description: 'When it first came in here.' }),
    corrections: t.exposeStringList('corrections', {
      description: 'What its publisher says to have corrected: https://schema.org/correction',
    }),
    usageTerms: t.exposeString('usage_terms', {
      nullable: true,
      description:
        'What its rights allow, in the words of the source (IPTC usageterms); null where it does not say.',
    }),
    copyrightHolder: t.exposeString('copyright_holder', {
      nullable: true,
      description:
        'Who holds the rights: https://schema.org/copyrightHolder; null where the source does not say.',
    }),
    copyrightNotice: t.exposeString('copyright_notice', {
      nullable: true,
      description:
        'The notice to print with it: https://schema.org/copyrightNotice; null where the source has none.',
    }),
    liveBlog: t.exposeBoolean('live_blog', {
      description:
        'True for a running report whose entries stand below their own times: https://schema.org/LiveBlogPosting',
    }),
    version: t.exposeInt('version', { description: 'Of the text served here, counted from 1.' }),
    withdrawnAt: t.expose('withdrawn_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was retracted; null where it was not.',
    }),
    withdrawnNotice: t.exposeString('withdrawn_notice', {
      nullable: true,
      description: 'What its publisher says about the retraction; null where it was not retracted.',
    }),
    publisher: t.related(publisherOfArticle, {
      type: Organization,
      description: 'https://schema.org/publisher; null where the source does not say.',
    }),
    people: t.relatedConnection(peopleOfArticle, {
      type: Person,
      description: 'The people named in it, those named most often first.',
    }),
    organizations: t.relatedConnection(organizationsOfArticle, {
      type: Organization,
      description: 'The organizations named in it, those named most often first.',
    }),
  }),
});

export const ArticleOrder = builder.enumType('ArticleOrder', {
  description:
    'The order of a list of articles or quotes, by time of publication (of ingestion where there is none).',
  values: { NEWEST: { description: 'The newest first.' }, OLDEST: { description: 'The oldest first.' } },
});

builder.interfaceFields(Actor, (t) => ({
  description: t.string({
    nullable: true,
    description:
      'Who this is, in the words of the newest article that says so (“foreign minister”); null where none says.',
    select: { with: [{ relation: descriptionsOfActor, first: 1, columns: ['description'] }] },
    resolve: async (actor, _args, context) => {
      const [newest] = await loadFirst(context, descriptionsOfActor, actor, 1);
      return newest?.description ?? null;
    },
  }),
  articles: t.relatedConnection(articlesOfActor, {
    type: Article,
    order: ArticleOrder,
    description: 'The articles that name this actor.',
  }),
}));

builder.objectFields(Person, (t) => ({
  articlesWritten: t.relatedConnection(articlesWrittenBy, {
    type: Article,
    order: ArticleOrder,
    description: 'The articles that carry this person as an author.',
  }),
}));

builder.objectFields(Organization, (t) => ({
  articlesPublished: t.relatedConnection(articlesOfPublisher, {
    type: Article,
    order: ArticleOrder,
    description: 'The articles that this organization published.',
  }),
}));

export interface ArticleFilterInput {
  text?: string | null;
  publisher?: string | null;
  section?: string | null;
  language?: string | null;
  published?: { from?: string | null; before?: string | null } | null;
  aboutActor?: string | null;
  aboutEvent?: string | null;
  excludeReprints?: boolean | null;
}

const ArticleFilter = logicalInput<ArticleFilterInput>('ArticleFilter', 'articles', (t) => ({
  text: t.string({
    cost: { weight: 20 },
    description: 'Words in headline, standfirst or body, in web search syntax: "exact words" -without or',
  }),
  publisher: t.id({ description: 'The id of the organization that published them.' }),
  section: t.string({ description: 'The section, to the letter.' }),
  language: t.string({ description: 'The BCP 47 tag, to the letter.' }),
  published: t.field({
    type: DateTimeRange,
    description: 'When they were published (came in, where the source prints no time).',
  }),
  aboutActor: t.id({ description: 'The id of a person or organization that they name.' }),
  aboutEvent: t.id({ description: 'The id of an event that they tell of.' }),
  excludeReprints: t.boolean({
    cost: { weight: 10 },
    description:
      'True: of each story only the article that printed it first, of all that may be seen, whether the rest of the filter takes it or not.',
  }),
}));

export async function articleFieldsOf(input: ArticleFilterInput, reader: Reader): Promise<ArticleFields> {
  return {
    text: await askedText(input.text, reader),
    publisher: rowIdOrNull(input.publisher, 'Organization'),
    section: input.section,
    language: input.language,
    published: input.published,
    aboutActor: actorId(input.aboutActor),
    aboutEvent: rowIdOrNull(input.aboutEvent, 'Event'),
    excludeReprints: input.excludeReprints,
  };
}

export const articleListFilter = {
  type: ArticleFilter.type,
  where: async (reader: Reader, input: Logical<ArticleFilterInput>) =>
    articleFilter(
      reader.viewer,
      await ArticleFilter.mapped(input, (fields) => articleFieldsOf(fields, reader)),
    ),
};

builder.queryFields((t) => ({
  article: t.field({
    type: Article,
    nullable: true,
    description: 'An article by its id or its address; null where there is none to be seen.',
    args: {
      id: t.arg.id({ description: 'As it was served. Either this or url.' }),
      url: t.arg({
        type: 'URL',
        description:
          'Any of its addresses, in whichever form: tracking parameters, fragment, http or https, www., m. and AMP do not matter. Either this or id.',
      }),
    },
    resolve: (_root, { id, url }, context, info) => {
      if (id && !url) return loadSelected(context, articlesThemselves, rowId(id, 'Article'), info);
      if (url && !id) return articleByUrl(context, url);
      throw clientError('BAD_INPUT', `Wanted either id or url; got ${id && url ? 'both' : 'neither'}.`);
    },
  }),
  articles: t.listConnection(articleList, {
    type: Article,
    order: ArticleOrder,
    filter: articleListFilter,
    description: 'All articles, the newest first.',
  }),
}));

export function articleById(context: Context, id: string): Promise<Row<'article'> | null> {
  return loadById(context, articlesThemselves, id);
}

function articleByUrl(context: Context, url: string): Promise<Row<'article'> | null> {
  return loadKeyed(context, 'articles by their own urls', (urls) => articlesByUrls(context, urls), url);
}
