import type { Kysely } from 'kysely';
import {
  type ActorOfItem,
  type AskedName,
  actorsByNames,
  actorsByWikidataIds,
  addActorNames,
  addActors,
  type Namesake,
  setWikidataIds,
} from '../../../db/actor.ts';
import { tiesOf } from '../../../db/affiliation.ts';
import type { HeldLinks } from '../../../db/held-links.ts';
import type { NewLinkDecision } from '../../../db/link-decision.ts';
import { holdLocks } from '../../../db/lock.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { type ActorChoice, type Bearer, chooseActor, mostTied } from './choose-actor.ts';
import { type ActorGroup, groupActors } from './group-actors.ts';
import { aliasForms, isLinkable, type NamedActor, nameForms } from './name-forms.ts';
import { keptApart } from './wikidata.ts';

/** Who decided, in `link_decision`. */
const LINKER = 'names-1';

export interface LinkedActors {
  /** In the order of the named; null where it stays open who is meant. */
  readonly ids: readonly (Id | null)[];
  readonly created: readonly Id[];
  readonly decisions: readonly NewLinkDecision[];
  readonly decidedBy: string;
  /** Some are called by the name of one who was merged into them. */
  readonly byMergedName: boolean;
}

interface Considered {
  readonly group: ActorGroup;
  readonly choice: ActorChoice;
}

/** Joins those whom an article names to known actors, and makes those whom nothing known is called by. */
export async function linkActors(
  db: Kysely<Tables>,
  named: readonly NamedActor[],
  held: HeldLinks,
): Promise<LinkedActors> {
  const asked = named.filter(isLinkable).flatMap(formsOf);
  const namesakes = await actorsByNames(db, distinct(asked));
  const keys = new Map(namesakes.map((row) => [row.name, row.key]));
  const groups = groupActors(named, (name) => keys.get(name) ?? name);
  const considered = await consider(db, groups, namesakes);
  const settled = keptApart(await settle(db, considered, held));
  const made = await addActors(
    db,
    settled.filter(({ id, open }) => id === null && !open).map(({ group }) => newActor(group)),
  );
  const madeIds = new Map(made.map((row) => [madeKey(row), row.id]));
  const linked = settled.map((each) => ({
    ...each,
    id: each.id ?? (each.open ? null : (madeIds.get(madeKey(newActor(each.group))) ?? null)),
  }));
  await setWikidataIds(
    db,
    linked.flatMap(({ id, item }) => (id === null || item === null ? [] : [{ id, wikidata_id: item }])),
  );
  await addActorNames(db, linked.flatMap(namesToAdd));
  const ids: (Id | null)[] = named.map(() => null);
  for (const { group, id } of linked) for (const member of group.members) ids[member] = id;
  return {
    ids,
    created: made.map((row) => row.id),
    decisions: linked.flatMap(decisionOf),
    decidedBy: LINKER,
    byMergedName: namesakes.some(({ actor_id, merged }) => merged === true && ids.includes(actor_id)),
  };
}

/** Whoever seems new is looked up once more behind locks on all its names: another article may be making it just now. */
async function consider(
  db: Kysely<Tables>,
  named: readonly ActorGroup[],
  namesakes: readonly Namesake[],
): Promise<Considered[]> {
  const items = named.flatMap(({ wikidataId }) => wikidataId ?? []);
  const known = new Map((await actorsByWikidataIds(db, items)).map((row) => [row.item, row]));
  const groups = named.map((group) => ofOwnKind(group, known));
  const choose = (group: ActorGroup, rows: readonly Namesake[], of: ReadonlyMap<string, ActorOfItem>) => ({
    group,
    choice: chooseActor(group, bearersOf(group, rows, of)),
  });
  const first = groups.map((group) => choose(group, namesakes, known));
  const isUnsure = ({ group, choice }: Considered) =>
    choice.kind === 'new' || Boolean(group.wikidataId && !known.has(group.wikidataId));
  const unsure = first.filter(isUnsure).map(({ group }) => group);
  if (unsure.length === 0) return first;
  const forms = unsure.flatMap(formsOf);
  const unknownItems = unsure.flatMap(({ wikidataId }) => wikidataId ?? []);
  await holdLocks(db, 'actor', [...forms.map(({ kind, name }) => `${kind} ${name}`), ...unknownItems]);
  const again = await actorsByNames(db, distinct(forms));
  const knownNow = new Map((await actorsByWikidataIds(db, unknownItems)).map((row) => [row.item, row]));
  return first.map((each) =>
    isUnsure(each) ? choose(ofOwnKind(each.group, knownNow), again, knownNow) : each,
  );
}

/** An item may be a person for one source and an organization for another: it stays what it was known as first. */
function ofOwnKind(group: ActorGroup, known: ReadonlyMap<string, ActorOfItem>): ActorGroup {
  const bearer = group.wikidataId ? known.get(group.wikidataId) : undefined;
  return bearer && bearer.kind !== group.kind ? { ...group, wikidataId: null } : group;
}

interface Settled extends Considered {
  readonly id: Id | null;
  readonly open: boolean;
  readonly reason: string;
  /** At Wikidata, as the source states it. */
  readonly item: string | null;
}

/**
 * Of several who are called the same, the one whom the article meant before, or who belongs with others of it; else it stays open. Whom an
 * editor told from somebody else in this article is the one that the editor said.
 */
async function settle(
  db: Kysely<Tables>,
  considered: readonly Considered[],
  held: HeldLinks,
): Promise<Settled[]> {
  const sure = considered.flatMap(({ choice }) => ('id' in choice ? [choice.id] : []));
  const contested = considered.flatMap(({ choice }) =>
    choice.kind === 'contested' ? choice.candidates : [],
  );
  const ties = await tiesOf(db, contested, sure);
  return considered.map((one) => {
    const each = { ...one, item: one.group.wikidataId ?? null };
    const { choice } = each;
    const told = toldApart(choice, held);
    if (told !== null) return { ...each, id: told, open: false, reason: '' };
    if (choice.kind === 'known') return { ...each, id: choice.id, open: false, reason: '' };
    if (choice.kind !== 'contested') {
      return { ...each, id: choice.kind === 'joined' ? choice.id : null, open: false, reason: choice.reason };
    }
    const former = choice.candidates.filter((candidate) => held.former.has(candidate));
    const id = former.length === 1 ? former[0]! : mostTied(choice.candidates, ties);
    const why = id
      ? former.length === 1
        ? 'the one whom its former version meant'
        : `the one with ${ties.get(id)} known affiliations to others here`
      : 'nothing here tells them apart';
    return { ...each, id, open: id === null, reason: `${choice.reason}; ${why}` };
  });
}

/** Whom an editor says that the article means, where it is about one of the two who were told apart; the editor's own decision stays with it. */
function toldApart(choice: ActorChoice, { splits }: HeldLinks): Id | null {
  const meant = choice.kind === 'contested' ? choice.candidates : 'id' in choice ? [choice.id] : [];
  for (const [from, to] of splits)
    if (meant.includes(from) || (meant.length > 1 && meant.includes(to))) return to;
  return null;
}

function formsOf(actor: NamedActor): AskedName[] {
  return [...nameForms(actor), ...aliasForms(actor)].map((name) => ({ kind: actor.kind, name }));
}

function distinct(asked: readonly AskedName[]): AskedName[] {
  return [...new Map(asked.map((each) => [`${each.kind} ${each.name}`, each])).values()];
}

function bearersOf(
  group: ActorGroup,
  namesakes: readonly Namesake[],
  known: ReadonlyMap<string, ActorOfItem>,
): Bearer[] {
  const named = namesakes.flatMap(({ kind, name, actor_id, actor_name, own, wikidata_id }) =>
    kind === group.kind && actor_id !== null
      ? [{ id: actor_id, name: actor_name ?? name, form: name, own: own === true, wikidataId: wikidata_id }]
      : [],
  );
  const identified = group.wikidataId ? known.get(group.wikidataId) : undefined;
  if (!identified) return named;
  const { id, name, item } = identified;
  return [...named, { id, name, form: name, own: true, wikidataId: item }];
}

function newActor({ kind, name, wikidataId }: ActorGroup) {
  return { kind, name, wikidata_id: wikidataId ?? null };
}

function madeKey({ kind, name, wikidata_id }: ReturnType<typeof newActor>): string {
  return `${kind} ${wikidata_id} ${name}`;
}

function namesToAdd({ group, id }: { group: ActorGroup; id: Id | null }) {
  if (id === null) return [];
  return [group.name, ...aliasForms(group)].map((name) => ({ actor_id: id, kind: group.kind, name }));
}

function decisionOf({ group, choice, id, open, reason }: Settled): NewLinkDecision[] {
  if (reason === '') return [];
  const considered =
    choice.kind === 'contested' ? choice.candidates : choice.kind === 'new' ? choice.besides : [];
  return [
    {
      name: group.name,
      kind: group.kind,
      decision: open ? 'open' : choice.kind === 'new' ? 'apart' : 'joined',
      actor_id: id,
      candidates: considered.filter((candidate) => candidate !== id),
      reason,
      decided_by: LINKER,
    },
  ];
}
