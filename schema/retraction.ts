import { setWithdrawn, undoWithdrawn } from '../db/withdraw.ts';
import { builder } from './builder.ts';
import { callerOf } from './context.ts';
import { CurateArticleResult, curate } from './curation.ts';

const LONGEST_NOTICE_CHARS = 20_000;

const RetractArticleInput = builder.inputType('RetractArticleInput', {
  description: 'An article to take back, and what is to be said in its place.',
  fields: (t) => ({
    id: t.id({ description: 'As it was served. Either this or url.' }),
    url: t.field({ type: 'URL', description: 'Any of its addresses. Either this or id.' }),
    notice: t.string({
      required: true,
      description: 'Why it was taken back, for readers: it is served as withdrawnNotice.',
    }),
  }),
});

const UndoRetractionInput = builder.inputType('UndoRetractionInput', {
  description: 'An article to bring back.',
  fields: (t) => ({
    id: t.id({ description: 'As it was served. Either this or url.' }),
    url: t.field({ type: 'URL', description: 'Any of its addresses. Either this or id.' }),
  }),
});

builder.mutationFields((t) => ({
  retractArticle: t.field({
    cost: { weight: 20 },
    type: CurateArticleResult,
    authScopes: { curate: true },
    description:
      'Takes an article back. It answers to its id and addresses with its headline and the notice alone; its text and all that rests on it alone leave every list, count and search at once. One that is taken back already keeps its first notice. Wants the scope curate.',
    args: { input: t.arg({ type: RetractArticleInput, required: true, description: 'Which, and why.' }) },
    resolve: (_root, { input }, context) => {
      const notice = input.notice.replaceAll('\0', '').toWellFormed().trim();
      if (notice === '' || notice.length > LONGEST_NOTICE_CHARS) {
        const wanted = `wanted 1 to ${LONGEST_NOTICE_CHARS} characters`;
        const message = `notice: ${wanted}, got ${notice.length}`;
        return { kind: 'refused' as const, reason: 'BAD_FIELD', message };
      }
      return curate(context, input, (id) => setWithdrawn(context.db, id, notice, callerOf(context)));
    },
  }),
  undoRetraction: t.field({
    cost: { weight: 20 },
    type: CurateArticleResult,
    authScopes: { curate: true },
    description:
      'Brings back an article that was taken back, with all that rests on it; an embargo that has not ended holds again. The same retraction, sent again by its source, does not take it back anew. Wants the scope curate.',
    args: { input: t.arg({ type: UndoRetractionInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      curate(context, input, (id) => undoWithdrawn(context.db, id, callerOf(context))),
  }),
}));
