import type { FoundActor, FoundMention } from '../../src/ingest/reading.ts';

/** People as actors, with every place where a text has their full name or surname. */
export function named(text: string, people: readonly string[], places: readonly string[] = []) {
  const actors = people.map(
    (name): FoundActor => ({
      kind: 'person',
      name,
      aliases: name.includes(' ') ? [name.slice(name.lastIndexOf(' ') + 1)] : [],
      description: null,
      confidence: 1,
    }),
  );
  const mentions = [
    ...actors.flatMap((actor, at) =>
      occurrences(text, [actor.name, ...actor.aliases], 'person', at, actor.name),
    ),
    ...places.flatMap((place) => occurrences(text, [place], 'place', null, place)),
  ];
  return { actors, mentions: mentions.sort((a, b) => a.span.start - b.span.start) };
}

function occurrences(
  text: string,
  forms: readonly string[],
  kind: 'person' | 'place',
  actor: number | null,
  name: string,
): FoundMention[] {
  const pattern = new RegExp(`(?<![\\p{L}-])(?:${forms.join('|')})(?![\\p{L}-])`, 'gu');
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    span: { start: match.index, end: match.index + match[0].length },
    name,
    actor,
    event: null,
    confidence: 1,
  }));
}
