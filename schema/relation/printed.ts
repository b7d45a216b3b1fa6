import { GraphQLError, type GraphQLField } from 'graphql';
import type { AnyToMany } from '../../db/relation.ts';
import { askedOf, firstOf, type ListArguments, WHOLE_LIST } from './request.ts';
import { type Related, relatedBy, type StandIns, selectOf } from './select.ts';

/** What a field of a relation asks for, as `readWith` and `printedWith` know it; `mark` is that of cursors. */
export interface Question {
  readonly question: string;
  readonly mark: string;
}

/**
 * For an executor that writes answers from what Postgres printed. Null: the field is to be resolved, since it hangs on more than its
 * relation and its page.
 */
export function questionOf(related: Related, args: ListArguments): Question | null {
  if (related.kind === 'one') return { question: related.relation.name, mark: '' };
  if (related.kind === 'whole') return { question: questionOfWhole(related.relation), mark: '' };
  if (related.filtered && args.filter) return null;
  try {
    return askedOf(related.relation, args, null);
  } catch (error) {
    // Its resolver says what is wrong with the arguments.
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

export function questionOfWhole(relation: AnyToMany): string {
  return firstOf(relation, WHOLE_LIST).question;
}

type AnyField = GraphQLField<unknown, unknown>;

/** The relation of a field, where its resolver follows that and does nothing else, such as asking for scopes. */
export function plainlyRelatedBy(field: AnyField): Related | null {
  return isWrapped(field) ? null : (relatedBy(field) ?? null);
}

/** What a resolver gives, where `select` says it and no plugin stands before it. */
export function plainlyGiven(field: AnyField): StandIns | null {
  return isWrapped(field) ? null : (selectOf(field)?.gives ?? null);
}

/** Whether a plugin stands before the resolver. */
export function isWrapped({ extensions }: AnyField): boolean {
  return extensions.pothosResolveWrapped !== false;
}
