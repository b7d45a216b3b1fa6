import type { FoundActor } from '../../reading.ts';

/** "The Marwen-Vesk summit": surnames joined by a hyphen. */
export function compoundActors(phrase: string, actors: readonly FoundActor[]): number[] {
  const pairs = [...phrase.matchAll(/(\p{Lu}[\p{L}’']+)[-–](\p{Lu}[\p{L}’']+)/gu)].flatMap((match) => [
    match[1],
    match[2],
  ]);
  const named = (name: string) => actors.flatMap((actor, at) => (isCalled(actor, name) ? [at] : []));
  return [...new Set(pairs.flatMap((name) => named(name ?? '')))];
}

function isCalled(actor: FoundActor, name: string): boolean {
  return actor.kind === 'person' && (actor.name.endsWith(` ${name}`) || actor.aliases.includes(name));
}
