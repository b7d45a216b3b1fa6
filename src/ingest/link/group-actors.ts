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
  for (const [key, group] of groups) {
    const owner = ownerOf(group, groups, keyOf);
    if (owner === null) continue;
    groups.set(owner, merged(groups.get(owner)!, group));
    groups.delete(key);
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

/** The key of the one group that has the group's name as an alias. */
function ownerOf(
  group: ActorGroup,
  groups: ReadonlyMap<string, ActorGroup>,
  keyOf: (name: string) => string,
): string | null {
  const name = groupKey(group, group.name, keyOf);
  const owners = [...groups].filter(
    ([, owner]) =>
      owner !== group &&
      owner.kind === group.kind &&
      !(owner.wikidataId && group.wikidataId) &&
      aliasForms(owner).some((form) => groupKey(owner, form, keyOf) === name),
  );
  return owners.length === 1 ? owners[0]![0] : null;
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
