import { aliasForms, isLinkable, type NamedActor, nameForms } from './name-forms.ts';

/** One actor, under all the names and aliases that an article has for it. */
export interface ActorGroup extends NamedActor {
  /** Of the named actors that are this one. */
  readonly members: readonly number[];
}

/**
 * Who is the same within one article: the same item at Wikidata, equal names, and a name that is another's alias alone. `keyOf`
 * folds a name. Who can't be linked is in no group; nor is who bears a name that the article has for several items.
 */
export function groupActors(named: readonly NamedActor[], keyOf: (name: string) => string): ActorGroup[] {
  const groups = new Map<string, ActorGroup>();
  const itemsOf = itemsByName(named, keyOf);
  for (const [index, actor] of named.entries()) {
    if (!isLinkable(actor)) continue;
    const name = groupKey(actor, actor.name, keyOf);
    const items = itemsOf.get(name) ?? [];
    if (items.length > 1 && !actor.wikidataId) continue;
    const [item = null] = actor.wikidataId ? [actor.wikidataId] : items;
    const key = item === null ? name : `${actor.kind} item ${item}`;
    const group = groups.get(key);
    const member = { ...actor, wikidataId: item, members: [index] };
    groups.set(key, group ? merged(group, member) : member);
  }
  const owners = ownersByAlias(groups, keyOf);
  for (const [key, group] of groups) {
    const owner = ownerOf(key, groups, owners.of(groupKey(group, group.name, keyOf)));
    if (owner === null) continue;
    const both = merged(groups.get(owner)!, group);
    groups.set(owner, both);
    groups.delete(key);
    owners.add(owner, both);
  }
  return [...groups.values()];
}

function itemsByName(
  named: readonly NamedActor[],
  keyOf: (name: string) => string,
): ReadonlyMap<string, string[]> {
  const items = new Map<string, string[]>();
  for (const actor of named) {
    if (!actor.wikidataId || !isLinkable(actor)) continue;
    const key = groupKey(actor, actor.name, keyOf);
    items.set(key, [...new Set([...(items.get(key) ?? []), actor.wikidataId])]);
  }
  return items;
}

/** Which groups have a name as an alias, by their keys. */
function ownersByAlias(groups: ReadonlyMap<string, ActorGroup>, keyOf: (name: string) => string) {
  const owners = new Map<string, Set<string>>();
  const add = (key: string, group: ActorGroup) => {
    for (const form of aliasForms(group)) {
      const alias = groupKey(group, form, keyOf);
      owners.set(alias, (owners.get(alias) ?? new Set()).add(key));
    }
  };
  for (const [key, group] of groups) add(key, group);
  return { add, of: (name: string): readonly string[] => [...(owners.get(name) ?? [])] };
}

/** The key of the one of those who have the group's name as an alias that the group may be. */
function ownerOf(
  key: string,
  groups: ReadonlyMap<string, ActorGroup>,
  named: readonly string[],
): string | null {
  const isItem = Boolean(groups.get(key)!.wikidataId);
  const owners = named.filter(
    (owner) => owner !== key && groups.has(owner) && !(isItem && groups.get(owner)!.wikidataId),
  );
  return owners.length === 1 ? owners[0]! : null;
}

function groupKey({ kind }: NamedActor, name: string, keyOf: (name: string) => string): string {
  const shortest = nameForms({ kind, name, aliases: [] }).toSorted((a, b) => a.length - b.length)[0]!;
  return `${kind} ${keyOf(shortest)}`;
}

function merged(into: ActorGroup, other: ActorGroup): ActorGroup {
  return {
    ...into,
    wikidataId: into.wikidataId ?? other.wikidataId ?? null,
    description: into.description ?? other.description ?? null,
    age: into.age ?? other.age ?? null,
    aliases: [...into.aliases, other.name, ...other.aliases].filter((alias) => alias !== into.name),
    members: [...into.members, ...other.members],
  };
}
