import { articlesByIds } from '../db/article-lookup.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import type { IngestOutcome } from './context.ts';

type Accepted = Extract<IngestOutcome, { articleId: string }>;
type Refused = Extract<IngestOutcome, { kind: 'refused' }>;

const IngestStatus = builder.enumType('IngestStatus', {
  description: 'What became of an article that was sent in.',
  values: {
    STORED: { value: 'stored', description: 'It is new, or its text has changed: this version was stored.' },
    UNCHANGED: {
      value: 'unchanged',
      description:
        'It was here already, to the letter or, by the time that an agency gives its items, in a later version. Nothing was written but addresses of it that were new.',
    },
    RETRACTED: {
      value: 'retracted',
      description: 'What came takes it back, or it was taken back before it came: it is a tombstone now.',
    },
  } as const,
});

const ArticleAccepted = builder.objectRef<Accepted>('ArticleAccepted').implement({
  description: 'The article is here.',
  fields: (t) => ({
    status: t.expose('kind', { type: IngestStatus, description: 'Whether anything was written.' }),
    version: t.exposeInt('version', {
      description: 'The version of the article that this text is, counted from 1.',
    }),
    article: t.field({
      type: Article,
      nullable: true,
      authScopes: { read: true },
      description: 'The article; null where it is not to be seen yet. Wants the scope read.',
      resolve: async ({ articleId }, _args, context) =>
        (await articlesByIds(context, [articleId]))[0] ?? null,
    }),
  }),
});

const RefusalReason = builder.enumType('RefusalReason', {
  description: 'Why an article was not taken in, or not changed.',
  values: {
    EMPTY: { description: 'There was no text.' },
    NOT_TEXT: { description: 'The bytes are not text.' },
    TOO_LARGE: { description: 'The text is larger than an article can be.' },
    NO_HEADLINE: { description: 'No headline was found.' },
    NO_BODY: { description: 'No body was found.' },
    BAD_FIELD: { description: 'A field has a value that makes no sense.' },
    UNKNOWN_FORMAT: { description: 'The format is not one that can be read.' },
    MALFORMED: { description: 'It does not obey the rules of its format.' },
    NO_ARTICLE: { description: 'It holds no article, or more than one where one was wanted.' },
    UNKNOWN_ARTICLE: {
      description:
        'It is about an article that is not here. One that its source takes back is withdrawn should it come later.',
    },
    UNREADABLE: {
      description: 'Finding who says what in its text took too long or failed, or the database refused it.',
    },
  },
});

export const ArticleRefused = builder.objectRef<Refused>('ArticleRefused').implement({
  description: 'What was asked was not done, and no article was changed.',
  fields: (t) => ({
    reason: t.field({
      type: RefusalReason,
      description: 'Why, from a closed list.',
      resolve: ({ reason }) => reason as 'EMPTY',
    }),
    message: t.exposeString('message', { description: 'What was wanted and what came.' }),
  }),
});

const IngestArticleResult = builder.unionType('IngestArticleResult', {
  description: 'The article, or why it was refused.',
  types: [ArticleAccepted, ArticleRefused],
  resolveType: (outcome) => (outcome.kind === 'refused' ? 'ArticleRefused' : 'ArticleAccepted'),
});

const IngestArticleInput = builder.inputType('IngestArticleInput', {
  description: 'An article to take in.',
  fields: (t) => ({
    text: t.string({
      required: true,
      description:
        'Its text as scraped: headline, publisher, time, bylines and captions wherever they stand, and the body.',
    }),
    url: t.field({ type: 'URL', description: 'Its canonical address, by which it is known again.' }),
    language: t.string({
      description: 'What it is written in, as a BCP 47 tag; without it English is assumed.',
    }),
    timeZone: t.string({
      description:
        'The IANA time zone of printed times that name none, such as Europe/Vienna; without it the publisher’s, or UTC.',
    }),
    embargoedUntil: t.field({
      type: 'DateTime',
      description:
        'Until when it is shown to nobody but editors, where its text does not say. A version of what was public already hides nothing.',
    }),
  }),
});

builder.mutationField('ingestArticle', (t) =>
  t.field({
    type: IngestArticleResult,
    authScopes: { ingest: true },
    cost: { weight: 100, textWeight: 20 },
    description:
      'Reads an article and stores it with all that is found in it, in one transaction. The same article again changes nothing. Wants the scope ingest.',
    args: { input: t.arg({ type: IngestArticleInput, required: true, description: 'The article.' }) },
    resolve: (_root, { input }, { ingest }) =>
      ingest({
        text: input.text,
        url: input.url ?? null,
        language: input.language ?? null,
        timeZone: input.timeZone ?? null,
        embargoedUntil: input.embargoedUntil ?? null,
      }),
  }),
);
