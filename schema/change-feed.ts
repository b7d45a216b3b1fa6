import {
  CHANGED_TYPES,
  type ChangesAsked,
  type ChangesPage,
  changeOrder,
  ExpiredPositionError,
  hasChangesBeyond,
  readChanges,
} from '../db/change.ts';
import { builder } from './builder.ts';
import {
  CHANGES_MARK,
  Change,
  ChangedTypeEnum,
  ChangeKindEnum,
  changeCursor,
  cursorExpired,
} from './change.ts';
import type { Context } from './context.ts';
import { pageArguments } from './relation/fields.ts';
import { type PageArguments, pageOf } from './relation/page.ts';

const ChangeFilter = builder.inputType('ChangeFilter', {
  description: 'Narrows the feed of changes. All that is given must hold.',
  fields: (t) => ({
    types: t.field({
      type: [ChangedTypeEnum],
      description: 'What to tell of; everything where it is not given, nothing where it is empty.',
    }),
    kinds: t.field({
      type: [ChangeKindEnum],
      description: 'What became of it; anything where it is not given, nothing where it is empty.',
    }),
  }),
});

const ChangeConnection = builder.connectionObject(
  {
    name: 'ChangeConnection',
    type: Change,
    description: 'A page of the feed of changes: https://relay.dev/graphql/connections.htm',
    fields: (t) => ({
      latestCursor: t.string({
        description: 'Where the feed ends at the moment, to hear of what comes from now on.',
        resolve: (page) => (page as unknown as { latestCursor: string }).latestCursor,
      }),
    }),
  },
  { name: 'ChangeEdge', description: 'A place in the feed of changes, and the change that stands there.' },
);

builder.queryField('changes', (t) =>
  t.field({
    type: ChangeConnection,
    // It also moves on when a transaction ends that changed nothing.
    extensions: { neverCached: true },
    description:
      'Everything that was created, changed or withdrawn, once for each time, the oldest that is kept first, in an order in which nothing ever appears before a cursor that was given out. Take latestCursor, read the lists, then ask from that cursor on, again and again: pageInfo.endCursor is there for an empty page, too. While hasNextPage is true go on, also after a page that is not full. CURSOR_EXPIRED where the changes right after the cursor are no longer kept.',
    args: {
      ...pageArguments(t as never),
      filter: t.arg({ type: ChangeFilter, description: 'What the feed is narrowed to.' }),
    },
    resolve: async (_root, { filter, ...page }, context) => {
      const asked: ChangesAsked = {
        page: pageOf(page as PageArguments, CHANGES_MARK, changeOrder),
        types: filter?.types ?? CHANGED_TYPES,
        kinds: filter?.kinds ?? null,
      };
      try {
        return connectionOf(await readChanges(context, asked), asked, context) as never;
      } catch (error) {
        throw error instanceof ExpiredPositionError ? cursorExpired() : error;
      }
    },
  }),
);

function connectionOf({ rows, hasMore, end, latest }: ChangesPage, asked: ChangesAsked, context: Context) {
  const edges = rows.map((node) => ({ cursor: changeCursor(node.position), node }));
  const hasBeyond = () => hasChangesBeyond(context, asked);
  const { backward } = asked.page;
  return {
    edges,
    latestCursor: changeCursor(latest),
    pageInfo: {
      hasNextPage: backward ? hasBeyond : hasMore,
      hasPreviousPage: backward ? hasMore : hasBeyond,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? changeCursor(end),
    },
  };
}
