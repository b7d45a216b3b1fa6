import type { Logical } from '../db/filter.ts';
import type { Row } from '../db/tables.ts';
import {
  printingsOfUtterance,
  printingsOfWording,
  utteranceFilter,
  utteranceList,
  utteranceOfQuote,
  utterances,
  utterancesOfActor,
  wordingsOfUtterance,
} from '../db/utterance.ts';
import { Actor, actorId } from './actor.ts';
import { ArticleOrder } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { logicalInput } from './filter.ts';
import { rowId } from './ids.ts';
import { PARTIES, Quote, speakersIn } from './quote.ts';
import { loadFirst, loadSelected } from './relation/loaders.ts';
import { Speaker } from './speaker.ts';
import { runsBetween, TextRun } from './text-run.ts';

const Wording = builder.objectRef<Row<'wording'>>('Wording').implement({
  description: 'The same words of an utterance, marks and case aside, in all quotations that have them.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'As they were first stored.' }),
    changes: t.field({
      type: [TextRun],
      description: 'How it differs from the fullest wording of the utterance, word by word.',
      resolve: async (row, _args, context) => {
        const [fullest, first] = await Promise.all([
          fullestOf(context, { id: row.utterance_id }),
          firstOf(context, { id: row.utterance_id }),
        ]);
        return runsBetween(fullest.text, row.text, first.language);
      },
    }),
    printingCount: t.exposeInt('public_count', { description: 'How many quotations have these words.' }),
    printings: t.relatedConnection(printingsOfWording, {
      type: Quote,
      order: ArticleOrder,
      description: 'The quotations that have these words, the first printing first.',
    }),
  }),
});

export const Utterance = builder.objectRef<Row<'utterance'>>('Utterance');

builder.node(Utterance, {
  description:
    'What one speaker said once, in all articles that quote it. Its wordings differ where outlets cut it, mark words left out, spell or translate it otherwise.',
  id: { resolve: (row) => row.id },
  loadWithoutCache: (id, context, info) => loadSelected(context, utterances, id, info),
  fields: (t) => ({
    text: t.string({
      description: 'The fullest wording, by words.',
      select: { with: [{ relation: wordingsOfUtterance, first: 1, columns: ['text'] }] },
      resolve: async (utterance, _args, context) => (await fullestOf(context, utterance)).text,
    }),
    speakers: t.field({
      type: [Speaker],
      description: 'Who said it, as the first printing names them.',
      select: { with: [{ relation: printingsOfUtterance, first: 1, columns: [], with: [PARTIES] }] },
      resolve: async (utterance, _args, context) =>
        speakersIn('speaker', await firstOf(context, utterance), context),
    }),
    printingCount: t.exposeInt('public_count', { description: 'How many quotations print it.' }),
    printings: t.relatedConnection(printingsOfUtterance, {
      type: Quote,
      order: ArticleOrder,
      description: 'The quotations that print it, the first printing first.',
    }),
    firstPrinting: t.field({
      type: Quote,
      description: 'The quotation that printed it first.',
      select: { with: [{ relation: printingsOfUtterance, first: 1, selected: true }] },
      resolve: (utterance, _args, context) => firstOf(context, utterance),
    }),
    wordings: t.relatedConnection(wordingsOfUtterance, {
      type: Wording,
      description: 'How it was worded, the fullest wording first.',
    }),
  }),
});

builder.objectFields(Quote, (t) => ({
  utterance: t.related(utteranceOfQuote, {
    type: Utterance,
    description:
      'What was said, with all who print it; null where the words are the article’s own, are fewer than five, or nobody known is named as their speaker.',
  }),
}));

const UtteranceOrder = builder.enumType('UtteranceOrder', {
  description: 'The order of a list of utterances.',
  values: {
    MOST_PRINTED: { description: 'Those that the most quotations print first.' },
    NEWEST: { description: 'Those that came in last first.' },
  },
});

builder.interfaceFields(Actor, (t) => ({
  utterances: t.relatedConnection(utterancesOfActor, {
    type: Utterance,
    order: UtteranceOrder,
    description: 'What this actor said, each once, however many articles quote it.',
  }),
}));

async function firstOf(context: Context, utterance: { readonly id: string }): Promise<Row<'quote'>> {
  const [first] = await loadFirst(context, printingsOfUtterance, utterance, 1);
  return first ?? vanished(utterance.id);
}

async function fullestOf(context: Context, utterance: { readonly id: string }): Promise<Row<'wording'>> {
  const [fullest] = await loadFirst(context, wordingsOfUtterance, utterance, 1);
  return fullest ?? vanished(utterance.id);
}

/** Only where its last article was withdrawn between two statements of a request. */
function vanished(utteranceId: string): never {
  throw new Error(`utterance ${utteranceId} is no longer to be seen`);
}

interface UtteranceFilterInput {
  speaker?: string | null;
  minPrintings?: number | null;
}

const UtteranceFilter = logicalInput<UtteranceFilterInput>('UtteranceFilter', 'utterances', (t) => ({
  speaker: t.id({ description: 'The id of the person or organization that said it.' }),
  minPrintings: t.int({ description: 'The least number of quotations that print it.' }),
}));

builder.queryFields((t) => ({
  utterance: t.field({
    type: Utterance,
    nullable: true,
    description: 'An utterance by id; null where there is none to be seen.',
    args: { id: t.arg.id({ required: true, description: 'As it was served.' }) },
    resolve: (_root, { id }, context, info) =>
      loadSelected(context, utterances, rowId(id, 'Utterance'), info),
  }),
  utterances: t.listConnection(utteranceList, {
    type: Utterance,
    order: UtteranceOrder,
    filter: {
      type: UtteranceFilter.type,
      where: async (_reader, input: Logical<UtteranceFilterInput>) =>
        utteranceFilter(
          await UtteranceFilter.mapped(input, ({ speaker, minPrintings }) => ({
            speaker: actorId(speaker),
            minPrintings,
          })),
        ),
    },
    description: 'All utterances, those printed most first.',
  }),
}));
