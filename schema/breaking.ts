import { type BreakingChange, buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

export interface SchemaChanges {
  /** Documents that worked may fail, and nothing says that it was meant. */
  readonly breaking: readonly string[];
  /** The same, written down in `docs/breaking-changes.md`. */
  readonly accepted: readonly string[];
  /** Documents still work, but clients may meet what they did not expect, such as a new enum value. */
  readonly dangerous: readonly string[];
}

/** `acceptedChanges`: Markdown; it accepts a change by its sentence between backticks. */
export function schemaChanges(baseSdl: string, sdl: string, acceptedChanges: string): SchemaChanges {
  const [base, current] = [buildSchema(baseSdl), buildSchema(sdl)];
  const found = findBreakingChanges(base, current).map(sentence);
  const isAccepted = (change: string) => acceptedChanges.includes(`\`${change}\``);
  return {
    breaking: found.filter((change) => !isAccepted(change)),
    accepted: found.filter(isAccepted),
    dangerous: findDangerousChanges(base, current).map(({ description }) => description),
  };
}

function sentence({ type, description }: Pick<BreakingChange, 'type' | 'description'>): string {
  return `${type}: ${description}`;
}
