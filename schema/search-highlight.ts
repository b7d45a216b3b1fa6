import type { Hit } from '../db/search.ts';
import { type Highlight as HighlightShape, type HitKey, highlightsOf } from '../db/search-highlight.ts';
import type { Question } from '../db/search-question.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { PART } from './cost.ts';
import { loadReadings } from './question.ts';
import { loadKeyed } from './relation/loaders.ts';
import { Span } from './text.ts';

const HighlightField = builder.enumType('HighlightField', {
  description: 'A field of what a search found.',
  values: {
    HEADLINE: { value: 'headline', description: 'The headline of an article.' },
    STANDFIRST: { value: 'standfirst', description: 'The standfirst of an article.' },
    BODY: { value: 'body', description: 'The body of an article.' },
    NAME: { value: 'name', description: 'The name of a person, an organization or an event.' },
    TEXT: { value: 'text', description: 'The words of a quote.' },
    PLACE: { value: 'place', description: 'The place of an event.' },
  } as const,
});

export const Highlight = builder.objectRef<HighlightShape>('Highlight').implement({
  description: 'Where a field holds words that were looked for, in whichever of their forms.',
  fields: (t) => ({
    field: t.expose('field', { type: HighlightField, description: 'Which field of the node.' }),
    spans: t.field({
      type: [Span],
      cost: { ...PART, assumedSize: 2 },
      description:
        'The words in the value of that field, in the order of the text: half open ranges of UTF-16 code units, none within another.',
      resolve: ({ spans }) => [...spans],
    }),
  }),
});

/** One statement for all edges of the request that answer the same question. */
export async function loadHighlights(
  { question, hit }: { question: Question; hit: Hit },
  context: Context,
): Promise<HighlightShape[]> {
  const read = async (keys: readonly string[]) => {
    const hits = keys.map((key) => JSON.parse(key) as HitKey);
    return highlightsOf(context, question, await loadReadings(question, context), hits);
  };
  const key = JSON.stringify({ noun: hit.noun, id: hit.id });
  return loadKeyed(context, `highlights of ${JSON.stringify(question)}`, read, key);
}
