import type { Kysely } from 'kysely';
import {
  addActorNames,
  addActors,
  drawActorIds,
  type NewActor,
  type NewActorName,
  setWikidataIds,
} from '../../../db/actor.ts';
import type { Tie } from '../../../db/affiliation.ts';
import type { NewLinkDecision } from '../../../db/link-decision.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import type { ToldArticle } from './company.ts';
import { type ActorGroup, groupActors } from './group-actors.ts';
import { formsOf, type KnownNames } from './known-names.ts';
import { lookUp } from './look-up.ts';
import { aliasForms, isLinkable, type NamedActor } from './name-forms.ts';
import type { NamingArticle } from './naming-article.ts';
import { type Considered, consider, decisionOf, type Settled, settle, withDoubt } from './settle-actors.ts';
import type { Telling } from './tell-apart.ts';
import { keptApart } from './wikidata.ts';

export interface LinkedActors {
  /** In the order of the named; null where it stays open who is meant. */
  readonly ids: readonly (Id | null)[];
  readonly created: readonly Id[];
  readonly decisions: readonly NewLinkDecision[];
  /** Some are called by the name of one who was merged into them. */
  readonly byMergedName: boolean;
  /** Whether an article behind it was the first to call the actor so. */
  isLaterName(id: Id, name: string): boolean;
}

/** What the linking of articles leads to, written once they are all linked. */
interface ToWrite {
  readonly actors: NewActor[];
  readonly names: Map<string, NewActorName>;
  readonly items: { readonly id: Id; readonly wikidata_id: string }[];
  readonly ties: Tie[];
}

/**
 * Joins those whom articles name to known actors, and makes those whom nothing known is called by. Each article is linked as if the
 * ones before it were stored.
 */
export async function linkActors(
  db: Kysely<Tables>,
  articles: readonly NamingArticle[],
): Promise<LinkedActors[]> {
  const { names, company, unsure } = await lookUp(db, articles);
  const draw = drawing(db, unsure);
  const write: ToWrite = { actors: [], names: new Map(), items: [], ties: [] };
  const all: Omit<LinkedActors, 'isLaterName'>[] = [];
  for (const [n, article] of articles.entries()) {
    const { held, at } = article;
    const considered = groupActors(article.named, names.keyOf).map((group) =>
      withDoubt(consider(group, names), names, company, at),
    );
    const telling = tellingOf(article, considered);
    const settled = keptApart(await settle(db, { considered, held, ties: write.ties, company, telling }));
    const { linked, created } = await withNewOnes(settled, draw);
    const ids: (Id | null)[] = article.named.map(() => null);
    for (const { group, id } of linked) for (const member of group.members) ids[member] = id;
    const byMergedName = article.named
      .filter(isLinkable)
      .flatMap(formsOf)
      .some((form) => names.mergedBearersOf(form).some((id) => ids.includes(id)));
    remember(names, write, n, { article, linked, created, ids });
    if (article.stands) company.tell(toldArticle(article, ids));
    all.push({
      ids,
      created: created.map(({ id }) => id),
      decisions: linked.flatMap(decisionOf),
      byMergedName,
    });
  }
  await addActors(db, write.actors);
  await setWikidataIds(db, write.items);
  const added = await addActorNames(db, [...write.names.values()]);
  const fresh = new Map(added.map(nameKey).map((key) => [key, write.names.get(key)!.article]));
  return all.map((each, n) => ({
    ...each,
    isLaterName: (id, name) => (fresh.get(nameKey({ actor_id: id, name })) ?? n) > n,
  }));
}

function tellingOf({ at, places, outlets }: NamingArticle, considered: readonly Considered[]): Telling {
  const sure = considered.flatMap(({ group, choice }) => ('id' in choice ? [{ group, id: choice.id }] : []));
  const inHead = sure.filter(({ group }) => group.members.every((member) => outlets.has(member)));
  return {
    at,
    here: { actors: [...new Set(sure.map(({ id }) => id))], places },
    outlets: new Set(inHead.map(({ id }) => id)),
  };
}

/** As its rows will tell it once it is stored. */
function toldArticle({ named, at, inText, places }: NamingArticle, ids: readonly (Id | null)[]): ToldArticle {
  const said = new Map<Id, { description: string | null; age: number | null; at: number }>();
  for (const index of inText) {
    const id = ids[index];
    if (id) said.set(id, { description: null, age: null, at });
  }
  for (const [index, { description = null, age = null }] of named.entries()) {
    const known = said.get(ids[index] ?? '');
    if (!known) continue;
    known.description ??= description;
    known.age ??= age;
  }
  return { at, actors: new Set(ids.filter((id) => id !== null)), said, places };
}

/** Makes those who are neither known nor left open. */
async function withNewOnes(
  settled: readonly Settled[],
  draw: () => Promise<Id>,
): Promise<{ linked: Settled[]; created: NewActor[] }> {
  const created = new Map<string, NewActor>();
  const linked: Settled[] = [];
  for (const each of settled) {
    if (each.id !== null || each.open) {
      linked.push(each);
      continue;
    }
    const { kind, name, wikidataId } = each.group;
    const key = madeKey(each.group);
    const actor = created.get(key) ?? { id: await draw(), kind, name, wikidata_id: wikidataId ?? null };
    created.set(key, actor);
    linked.push({ ...each, id: actor.id });
  }
  return { linked, created: [...created.values()] };
}

/** No two of an article are of one kind, name and item. */
function madeKey({ kind, name, wikidataId }: ActorGroup): string {
  return `${kind} ${wikidataId ?? ''} ${name}`;
}

/** Ids for new actors, as many at once as there seem to be. */
function drawing(db: Kysely<Tables>, unsure: readonly ActorGroup[]): () => Promise<Id> {
  const expected = new Set(unsure.map(madeKey)).size;
  let drawn: Id[] = [];
  return async () => {
    if (drawn.length === 0) drawn = (await drawActorIds(db, Math.max(expected, 1))).reverse();
    return drawn.pop()!;
  };
}

interface LinkedArticle {
  readonly article: NamingArticle;
  readonly linked: readonly Settled[];
  readonly created: readonly NewActor[];
  readonly ids: readonly (Id | null)[];
}

/** For the articles behind it, and to be written. */
function remember(
  names: KnownNames,
  write: ToWrite,
  n: number,
  { article, linked, created, ids }: LinkedArticle,
): void {
  const addName = (actor_id: Id, { kind, name }: Pick<NamedActor, 'kind' | 'name'>, own: boolean) => {
    const key = nameKey({ actor_id, name });
    if (!write.names.has(key)) write.names.set(key, { article: n, actor_id, kind, name, own });
  };
  for (const actor of created) {
    names.addActor({ ...actor, wikidataId: actor.wikidata_id });
    write.actors.push(actor);
    addName(actor.id, actor, true);
  }
  for (const { id, item, group } of linked) {
    if (id === null) continue;
    if (item !== null && names.identify(id, item)) write.items.push({ id, wikidata_id: item });
    for (const name of [group.name, ...aliasForms(group)]) {
      names.addName(id, name);
      addName(id, { kind: group.kind, name }, false);
    }
  }
  for (const { named, surface } of article.mentioned) {
    const id = ids[named];
    if (id) names.print(id, surface);
  }
  for (const { person, organization } of article.affiliated) {
    const [person_id, organization_id] = [ids[person], ids[organization]];
    if (person_id && organization_id) write.ties.push({ person_id, organization_id });
  }
}

function nameKey({ actor_id, name }: Pick<NewActorName, 'actor_id' | 'name'>): string {
  return `${actor_id} ${name}`;
}
