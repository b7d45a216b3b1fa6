import { actors } from '../db/actor.ts';
import { articles } from '../db/article.ts';
import { events } from '../db/event.ts';
import { listMark } from '../db/keyset.ts';
import { quotes } from '../db/quote.ts';
import { countSearch, type Hit, readSearch } from '../db/search.ts';
import { type SearchType, searchOrder } from '../db/search-branch.ts';
import type { Question } from '../db/search-question.ts';
import type { Row, TableName } from '../db/tables.ts';
import { Organization, Person, typeOfActor } from './actor.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { COUNT } from './cost.ts';
import { clientError } from './errors.ts';
import { Event } from './event.ts';
import { loadReadings, MAX_QUERY_LENGTH, wordsOf } from './question.ts';
import { Quote } from './quote.ts';
import { Connection } from './relation/connection.ts';
import { pageArguments } from './relation/fields.ts';
import { loadById } from './relation/loaders.ts';
import { type PageArguments, pageOf } from './relation/page.ts';
import { Highlight, loadHighlights } from './search-highlight.ts';

const ALL_TYPES: readonly SearchType[] = ['article', 'person', 'organization', 'quote', 'event'];

const SearchTypeEnum = builder.enumType('SearchType', {
  description: 'What a search can find, and by which of its words.',
  values: {
    ARTICLE: { value: 'article', description: 'Articles, by headline, standfirst and body.' },
    PERSON: { value: 'person', description: 'People, by any of their names, mistyped ones too.' },
    ORGANIZATION: {
      value: 'organization',
      description: 'Organizations, by any of their names, mistyped ones too.',
    },
    QUOTE: { value: 'quote', description: 'Quotes, by what is said.' },
    EVENT: { value: 'event', description: 'Events, by name and place.' },
  } as const,
});

type Node = Row<'article'> | Row<'actor'> | Row<'quote'> | Row<'event'>;

const SearchResult = builder.unionType('SearchResult', {
  description: 'Whatever a search can find.',
  types: [Article, Person, Organization, Quote, Event],
  resolveType: (row: Node) => {
    if ('headline' in row) return 'Article';
    if ('cue' in row) return 'Quote';
    return 'status' in row ? 'Event' : typeOfActor(row);
  },
});

const SOURCES = { actor: actors, article: articles, quote: quotes, event: events } as const;

interface Found {
  readonly hit: Hit;
  readonly node: Node;
}

interface SearchEdgeShape extends Found {
  readonly cursor: string;
  readonly question: Question;
}

const SearchEdge = builder.edgeObject({
  name: 'SearchEdge',
  description: 'What a search found, at its place in the list.',
  type: SearchResult,
  fields: (t) => ({
    score: t.float({
      description:
        'How well it fits, from 0 to 1: how like the name is to the words, or how much a text has of them. Compare it among nodes of one type only.',
      resolve: (edge) => (edge as SearchEdgeShape).hit.score,
    }),
    highlights: t.field({
      type: [Highlight],
      description: 'Where the node holds what was looked for; fields that hold nothing of it are left out.',
      cost: { weight: 5, assumedSize: 2, itemWeight: 0.5 },
      resolve: (edge, _args, context) => loadHighlights(edge as SearchEdgeShape, context),
    }),
  }),
});

const SearchConnection = builder.connectionObject(
  {
    name: 'SearchConnection',
    description: 'A page of what a search found: https://relay.dev/graphql/connections.htm',
    type: SearchResult,
    fields: (t) => ({
      totalCount: t.int({
        cost: { weight: 5 * COUNT },
        description:
          'How many the whole search finds, whatever the page; counted up to 10,000, which then means 10,000 or more.',
        resolve: (page) => (page as unknown as SearchPage).totalCount,
      }),
    }),
  },
  SearchEdge,
);

/** A connection whose edges know more than their node. */
class SearchPage {
  readonly #found: Connection<Found>;
  readonly #question: Question;

  constructor(found: Connection<Found>, question: Question) {
    this.#found = found;
    this.#question = question;
  }

  get edges(): Promise<SearchEdgeShape[]> {
    return Promise.resolve(this.#found.edges).then((edges) =>
      edges.map(({ cursor, node }) => ({ ...node, cursor, question: this.#question })),
    );
  }

  get pageInfo() {
    return this.#found.pageInfo;
  }

  get totalCount() {
    return this.#found.totalCount;
  }
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    // Each type of thing is searched by itself, for as many as the page holds.
    cost: { weight: 20, itemWeight: 5 },
    description:
      'Finds by words, whatever their case, accents and endings. First people and organizations whose names hold the words, then articles, quotes and events that do, the newest first, then people and organizations with names like them.',
    args: {
      query: t.arg.string({
        required: true,
        description: `What to look for, at most ${MAX_QUERY_LENGTH} characters, in web search syntax: "exact words" -without or. Nothing is found where it holds no word to look for.`,
      }),
      types: t.arg({
        type: [SearchTypeEnum],
        description: 'What to look among; all types where it is not given, none where it is empty.',
      }),
      language: t.arg.string({
        description:
          'A BCP 47 tag, such as en or en-GB: texts are left out whose own tag does not begin with it (https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1), so that en finds en-GB, too, and en-GB does not find en. All languages where it is not given. Names are in no language.',
      }),
      ...pageArguments(t as never),
    },
    resolve: (_root, { query, types, language, ...rest }, context) => {
      const question = questionOf(query, language);
      const among = types ?? ALL_TYPES;
      const mark = listMark('search', question, [...new Set(among)].sort());
      const page = pageOf(rest as PageArguments, mark, searchOrder);
      const search = async () => ({
        question,
        types: among,
        readings: await loadReadings(question, context),
      });
      const found = new Connection<Found>(mark, {
        async slice() {
          const slice = await readSearch(context, await search(), page);
          return { ...slice, items: await withNodes(slice.items, context) };
        },
        count: async () => countSearch(context, await search()),
      });
      return new SearchPage(found, question) as never;
    },
  }),
);

/** `*` is none that can be wanted here: it stands for all languages, as leaving it out does. */
const LANGUAGE_RANGE = /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,8}$/i;

function questionOf(query: string, language: string | null | undefined): Question {
  if (language != null && !LANGUAGE_RANGE.test(language)) {
    throw clientError(
      'BAD_INPUT',
      `Wanted a BCP 47 tag such as "en" or "en-GB"; got ${JSON.stringify(language.slice(0, 80))}.`,
    );
  }
  return { words: wordsOf(query), language: language?.toLowerCase() ?? null };
}

/** Without what went away between the statements. */
async function withNodes<Item extends { readonly row: Hit }>(items: readonly Item[], context: Context) {
  const nodes = await Promise.all(
    items.map(({ row }) => loadById<TableName>(context, SOURCES[row.noun], row.id)),
  );
  return items.flatMap((item, i) => {
    const node = nodes[i] as Node | null;
    return node ? [{ ...item, row: { hit: item.row, node } }] : [];
  });
}
