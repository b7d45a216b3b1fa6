import type { FoundActor } from '../reading.ts';
import type { ToldActor } from './answer.ts';
import { placesOf } from './find-again.ts';

export interface ToldCast {
  readonly actors: readonly FoundActor[];
  /** By name and other form. */
  readonly indexOf: ReadonlyMap<string, number>;
}

/** An actor has the longest of its names that the text has. */
export function castOf(told: readonly ToldActor[], text: string): ToldCast {
  const actors: FoundActor[] = [];
  const indexOf = new Map<string, number>();
  for (const { kind, name, mentions, description, confidence } of told) {
    const forms = [...new Set([name, ...mentions])].filter((form) => placesOf(text, form).length > 0);
    const [fullest, ...aliases] = forms.sort(
      (a, b) => Number(b === name) - Number(a === name) || b.length - a.length,
    );
    if (fullest === undefined || indexOf.has(fullest)) continue;
    const said = description !== null && text.includes(description) ? description : null;
    actors.push({ kind, name: fullest, aliases, description: said, confidence });
    for (const form of [fullest, name, ...aliases])
      if (!indexOf.has(form)) indexOf.set(form, actors.length - 1);
  }
  return { actors, indexOf };
}
