import { actorOfParty, partiesOfQuote } from '../db/quote.ts';
import type { PartyKind, PartyRole, Row } from '../db/tables.ts';
import { Organization, Person, typeOfActor } from './actor.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { type MaybePromise, whenRead } from './relation/connection.ts';
import { loadOne } from './relation/loaders.ts';
import type { StandIns } from './relation/select.ts';

export interface UnnamedSourceShape {
  readonly unnamed: 'person' | 'group' | 'document';
  readonly description: string;
}

const UnnamedSourceKind = builder.enumType('UnnamedSourceKind', {
  description: 'What sort of source goes without a name.',
  values: {
    PERSON: { value: 'person', description: 'One person: “a White House official”.' },
    GROUP: { value: 'group', description: 'Several: “two senior officials”.' },
    DOCUMENT: { value: 'document', description: 'A text: “the statement”, “the report”.' },
  } as const,
});

export const UnnamedSource = builder.objectRef<UnnamedSourceShape>('UnnamedSource').implement({
  description: 'A source that an article quotes without naming it.',
  isTypeOf: (value) => 'unnamed' in (value as object),
  fields: (t) => ({
    kind: t.field({
      type: UnnamedSourceKind,
      description: 'What sort of source it is.',
      resolve: (source) => source.unnamed,
    }),
    description: t.exposeString('description', { description: 'The words that describe it in the article.' }),
  }),
});

export const Speaker = builder.unionType('Speaker', {
  description: 'Whoever speaks or is spoken to in a quotation.',
  types: [Person, Organization, UnnamedSource],
  resolveType: (value) => ('unnamed' in value ? 'UnnamedSource' : typeOfActor(value)),
});

const UNNAMED: Record<PartyKind, UnnamedSourceShape['unnamed']> = {
  person: 'person',
  organization: 'group',
  unnamed_person: 'person',
  unnamed_group: 'group',
  document: 'document',
};

/** What `speakerOf` reads of a party, for look-ahead. */
export const SPEAKER = { relation: actorOfParty, selected: true } as const;

/** The actor behind a party of a quotation, or the source as the article describes it. */
export function speakerOf(
  party: Row<'quote_party'>,
  context: Context,
): MaybePromise<Row<'actor'> | UnnamedSourceShape> {
  return whenRead(loadOne(context, actorOfParty, party), (actor) => actor ?? unnamedSource(party));
}

function unnamedSource({ kind, name }: Pick<Row<'quote_party'>, 'kind' | 'name'>): UnnamedSourceShape {
  return { unnamed: UNNAMED[kind], description: name };
}

/** `speakerOf` of all parties of a quotation that have this role, each once. */
export function partiesAs(role: PartyRole): StandIns {
  return {
    of: partiesOfQuote,
    having: { column: 'role', value: role },
    to: actorOfParty,
    columns: ['kind', 'name'],
    otherwise: unnamedSource as StandIns['otherwise'],
  };
}
