import { actors } from '../db/actor.ts';
import { type ChangedType, type ChangeRow, changeOrder } from '../db/change.ts';
import { events } from '../db/event.ts';
import { encodeCursor, listMark, type Position } from '../db/keyset.ts';
import { quotes } from '../db/quote.ts';
import type { Row } from '../db/tables.ts';
import { Organization, Person } from './actor.ts';
import { Article, articleById } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { clientError } from './errors.ts';
import { Event } from './event.ts';
import { encodeId, type NodeType } from './ids.ts';
import { Quote } from './quote.ts';
import { loadById } from './relation/loaders.ts';
import { pageOf } from './relation/page.ts';

export const ChangeKindEnum = builder.enumType('ChangeKind', {
  description: 'What became of something, for who asks.',
  values: {
    CREATED: {
      value: 'created',
      description: 'It can be seen now and could not before: it is new, its embargo ended, or it is back.',
    },
    CHANGED: { value: 'changed', description: 'It, or what articles say of it, is not as it was.' },
    WITHDRAWN: { value: 'withdrawn', description: 'It can no longer be seen: drop every copy of it.' },
  } as const,
});

export const ChangedTypeEnum = builder.enumType('ChangedType', {
  description: 'What the feed of changes tells of.',
  values: {
    ARTICLE: { value: 'article', description: 'Articles.' },
    PERSON: { value: 'person', description: 'People.' },
    ORGANIZATION: { value: 'organization', description: 'Organizations.' },
    EVENT: { value: 'event', description: 'Events.' },
    QUOTE: { value: 'quote', description: 'Quotes.' },
  } as const,
});

const NODE_TYPES: Record<ChangedType, NodeType> = {
  article: 'Article',
  person: 'Person',
  organization: 'Organization',
  event: 'Event',
  quote: 'Quote',
};

export const Change = builder.interfaceRef<ChangeRow>('Change').implement({
  description: 'That something was created, changed or withdrawn, once for each time that it was.',
  resolveType: ({ type }) => `${NODE_TYPES[type]}Change`,
  fields: (t) => ({
    kind: t.expose('change', { type: ChangeKindEnum, description: 'What became of it.' }),
    nodeId: t.id({
      description: 'The id of what changed; all that is left of it where it was withdrawn.',
      resolve: ({ type, row_id }) => encodeId(NODE_TYPES[type], row_id),
    }),
    node: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'What changed, as it is now; null where it is gone.',
      resolve: nodeOf as never,
    }),
    occurredAt: t.expose('changed_at', {
      type: 'DateTime',
      description: 'When the change began. The feed is not ordered by it, but by cursors.',
    }),
    cursor: t.string({
      description: 'The place of this change, to go on after. It stays good for every filter.',
      resolve: ({ position }) => changeCursor(position),
    }),
  }),
});

export const ArticleChange = changeOf('article', Article, {
  description: 'That an article was created, changed or withdrawn.',
  node: 'The article as it is now. A retracted one answers with its notice; null where it never was public.',
});
changeOf('person', Person);
changeOf('organization', Organization);
changeOf('event', Event);
export const QuoteChange = changeOf('quote', Quote);

function changeOf(
  type: ChangedType,
  node: typeof Article | typeof Person | typeof Event | typeof Quote,
  said?: { readonly description: string; readonly node: string },
) {
  const name = NODE_TYPES[type];
  const ref = builder.objectRef<ChangeRow>(`${name}Change`);
  return ref.implement({
    description: said?.description ?? `That a node of the type ${name} was created, changed or withdrawn.`,
    interfaces: [Change],
    fields: (t) => ({
      node: t.field({
        type: node as never,
        nullable: true,
        description: said?.node ?? 'What changed, as it is now; null where it is gone.',
        resolve: nodeOf as never,
      }),
    }),
  });
}

/** Batched by type, whatever the number of changes. */
function nodeOf({ type, row_id }: ChangeRow, _args: object, context: Context): Promise<Node | null> {
  if (type === 'article') return articleById(context, row_id);
  if (type === 'event') return loadById(context, events, row_id);
  return type === 'quote' ? loadById(context, quotes, row_id) : loadById(context, actors, row_id);
}

type Node = Row<'article'> | Row<'actor'> | Row<'quote'> | Row<'event'>;

export const CHANGES_MARK = listMark('changes');

export const changeCursor = (position: Position): string => encodeCursor(CHANGES_MARK, position);

/** Throws BAD_CURSOR for what is no cursor of the feed. */
export function changePosition(cursor: string | null | undefined): Position | null {
  return pageOf({ after: cursor }, CHANGES_MARK, changeOrder).after;
}

export const cursorExpired = () =>
  clientError(
    'CURSOR_EXPIRED',
    'The changes right after this cursor are no longer kept. Read the lists anew and go on from latestCursor.',
  );
