/** The item that an address at Wikidata names: https://www.wikidata.org/wiki/Wikidata:Identifiers; null for any other. */
export function wikidataId(uri: string | null): string | null {
  if (uri === null) return null;
  const [, id] =
    /^https?:\/\/(?:www\.|m\.)?wikidata\.org\/(?:entity|wiki)\/(Q[1-9]\d{0,17})$/.exec(uri) ?? [];
  return id ?? null;
}

interface Identified {
  readonly id: string | null;
  readonly item: string | null;
}

/** Leaves an actor to the first of those who are said to be different items; the others are somebody new. */
export function keptApart<T extends Identified>(linked: readonly T[]): T[] {
  const items = new Map<string, string>();
  return linked.map((each) => {
    const { id, item } = each;
    if (id === null || item === null) return each;
    const taken = items.get(id) ?? item;
    items.set(id, taken);
    return taken === item ? each : { ...each, id: null };
  });
}
