import type { ActorOfItem, AskedName, Namesake } from '../../../db/actor.ts';
import type { Id } from '../../../db/tables.ts';
import type { ActorKind } from '../reading.ts';
import type { Bearer } from './choose-actor.ts';
import { aliasForms, type NamedActor, nameForms } from './name-forms.ts';

interface KnownActor {
  readonly id: Id;
  readonly kind: ActorKind;
  readonly name: string;
  wikidataId: string | null;
}

interface Bearing {
  readonly actor: KnownActor;
  readonly own: boolean;
  /** The name is that of one who was merged into the actor, and not the actor's, too. */
  readonly merged: boolean;
  readonly united: boolean;
}

/** Who is known under which names: what the database says, and what the articles say that were linked since. */
export interface KnownNames {
  /** Equal for names that differ in case and accents alone. */
  keyOf(name: string): string;
  /** By the forms of its name and its aliases. */
  bearersOf(actor: NamedActor): Bearer[];
  /** Those for whom the name is that of one who was merged into them. */
  mergedBearersOf(asked: AskedName): Id[];
  actorOfItem(item: string): ActorOfItem | undefined;
  /** What was looked up of these names and items, instead of what was known of them. */
  learn(namesakes: readonly Namesake[], ofItems: readonly ActorOfItem[]): void;
  addActor(actor: KnownActor): void;
  /** It counts once a text prints it. */
  addName(id: Id, name: string): void;
  /** A text that everybody may see calls the actor so. */
  print(id: Id, name: string): void;
  /** False where the actor is known as an item already. */
  identify(id: Id, item: string): boolean;
}

export function formsOf(actor: NamedActor): AskedName[] {
  return [...nameForms(actor), ...aliasForms(actor)].map((name) => ({ kind: actor.kind, name }));
}

export function knownNames(): KnownNames {
  const keys = new Map<string, string>();
  const actors = new Map<Id, KnownActor>();
  const items = new Map<string, ActorOfItem>();
  const bearings = new Map<string, Map<Id, Bearing>>();
  const keyOf = (name: string) => keys.get(name) ?? name;
  const placeOf = (kind: ActorKind, name: string) => `${kind} ${keyOf(name)}`;
  const idle = new Set<string>();
  const bear = (actor: KnownActor, name: string, { own = false, merged = false, united = false } = {}) => {
    const place = placeOf(actor.kind, name);
    const ofName = bearings.get(place) ?? new Map<Id, Bearing>();
    bearings.set(place, ofName);
    const known = ofName.get(actor.id);
    ofName.set(actor.id, {
      actor,
      own: own || known?.own === true,
      merged: merged && known?.merged !== false,
      united: united || known?.united === true,
    });
  };
  const identified = ({ id, kind, name }: KnownActor, item: string) =>
    items.set(item, { item, id, kind, name, wikidata_id: item });
  return {
    keyOf,
    bearersOf(actor) {
      return formsOf(actor)
        .flatMap(({ kind, name: form }) =>
          [...(bearings.get(placeOf(kind, form))?.values() ?? [])].map(
            ({ actor: { id, name, wikidataId }, own, united }) => ({
              id,
              name,
              form,
              own,
              wikidataId,
              united,
            }),
          ),
        )
        .sort((a, b) => olderFirst(a.id, b.id));
    },
    mergedBearersOf({ kind, name }) {
      const ofName = [...(bearings.get(placeOf(kind, name))?.values() ?? [])];
      return ofName.filter(({ merged }) => merged).map(({ actor }) => actor.id);
    },
    actorOfItem: (item) => items.get(item),
    learn(namesakes, ofItems) {
      for (const { name, key } of namesakes) keys.set(name, key);
      for (const { kind, name } of namesakes) bearings.delete(placeOf(kind, name));
      for (const row of namesakes) {
        const { kind, name, actor_id: id, actor_name, own, merged, wikidata_id: wikidataId } = row;
        if (id === null) continue;
        const actor = actors.get(id) ?? { id, kind, name: actor_name ?? name, wikidataId };
        actor.wikidataId = wikidataId;
        actors.set(id, actor);
        const united = row.united === true;
        if (row.counts) bear(actor, name, { own: own === true, merged: merged === true, united });
        for (const each of row.idle) idle.add(`${id} ${each}`);
      }
      for (const row of ofItems) {
        items.set(row.item, row);
        if (!actors.has(row.id)) actors.set(row.id, { ...row, wikidataId: row.wikidata_id });
      }
    },
    addActor(actor) {
      actors.set(actor.id, actor);
      bear(actor, actor.name, { own: true });
      if (actor.wikidataId) identified(actor, actor.wikidataId);
    },
    addName(id, name) {
      idle.add(`${id} ${name}`);
    },
    print(id, name) {
      const actor = actors.get(id);
      if (actor && idle.delete(`${id} ${name}`)) bear(actor, name);
    },
    identify(id, item) {
      const actor = actors.get(id);
      if (!actor || actor.wikidataId) return false;
      actor.wikidataId = item;
      if (!items.has(item)) identified(actor, item);
      return true;
    },
  };
}

function olderFirst(a: Id, b: Id): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
