import { aliasForms, isLinkable, type NamedActor, nameForms } from './name-forms.ts';

/** One actor, under all the names and aliases that an article has for it. */
export interface ActorGroup extends NamedActor {
  /** Of the named actors that are this one. */
  readonly members: readonly number[];
}

/**
 * Who is the same within one article: equal names, and a name that is another's alias alone. `keyOf` folds a name. Who can't
 * be linked is in no group.
 */
export function groupActors(named: readonly NamedActor[], keyOf: (name: string) => string): ActorGroup[] {
  const groups = new Map<string, ActorGroup>();
  for (const [index, actor] of named.entries()) {
    if (!isLinkable(actor)) continue;
    const key = groupKey(actor, actor.name, keyOf);
    const group = groups.get(key);
    groups.set(key, group ? merged(group, { ...actor, members: [index] }) : { ...actor, members: [index] });
  }
  for (const [key, group] of groups) {
    const called = [...groups].filter(([other, { kind }]) => other !== key && kind === group.kind);
    const owners = called.filter(([, owner]) =>
      aliasForms(owner).some((form) => groupKey(owner, form, keyOf) === key),
    );
    const [owner] = owners;
    if (owners.length !== 1 || !owner) continue;
    groups.set(owner[0], merged(owner[1], group));
    groups.delete(key);
  }
  return [...groups.values()];
}

function groupKey({ kind }: NamedActor, name: string, keyOf: (name: string) => string): string {
  const shortest = nameForms({ kind, name, aliases: [] }).toSorted((a, b) => a.length - b.length)[0]!;
  return `${kind} ${keyOf(shortest)}`;
}

function merged(into: ActorGroup, other: ActorGroup): ActorGroup {
  return {
    ...into,
    aliases: [...into.aliases, other.name, ...other.aliases].filter((alias) => alias !== into.name),
    members: [...into.members, ...other.members],
  };
}
