import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { actorParam, filterOf, given, type Logical } from './filter.ts';
import { quotes } from './quote.ts';
import { by, type List, source, toMany, toOne } from './relation.ts';
import type { Id } from './tables.ts';

export const utterances = source('utterance', ['id', 'speaker_id', 'public_count'], { guarded: true });
const wordings = source('wording', ['id', 'utterance_id', 'text', 'public_count'], { guarded: true });

const utteranceOrders = {
  MOST_PRINTED: by(['public_count', 'int4', 'desc'], ['id', 'int8', 'desc']),
  NEWEST: by(['id', 'int8', 'desc']),
};
const printingOrders = {
  OLDEST: by(['listed_at', 'timestamptz', 'asc'], ['id', 'int8', 'asc']),
  NEWEST: by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']),
};

export const utteranceList: List<'utterance'> = {
  name: 'utterances',
  source: utterances,
  via: null,
  where: [],
  orders: utteranceOrders,
};
export const utterancesOfActor = toMany<'actor'>()('utterancesOfActor', utterances, {
  key: 'speaker_id',
  orders: utteranceOrders,
});
export const utteranceOfQuote = toOne<'quote'>()('utteranceOfQuote', utterances, 'utterance_id');
export const printingsOfUtterance = toMany<'utterance'>()('printingsOfUtterance', quotes, {
  key: 'utterance_id',
  orders: printingOrders,
});

export const wordingsOfUtterance = toMany<'utterance'>()('wordingsOfUtterance', wordings, {
  key: 'utterance_id',
  orders: { FULLEST: by(['word_count', 'int4', 'desc'], ['id', 'int8', 'asc']) },
});
export const printingsOfWording = toMany<'wording'>()('printingsOfWording', quotes, {
  key: 'wording_id',
  orders: printingOrders,
});

export interface UtteranceFields {
  readonly speaker?: Id | null | undefined;
  readonly minPrintings?: number | null | undefined;
}

export function utteranceFilter(filter: Logical<UtteranceFields> | null | undefined) {
  return filterOf(filter, ({ speaker, minPrintings }): (RawBuilder<SqlBool> | null)[] => [
    given(speaker, (id) => sql`target.speaker_id = ${actorParam(id)}`),
    given(minPrintings, (least) => sql`target.public_count >= cast(${least} as int4)`),
  ]);
}
