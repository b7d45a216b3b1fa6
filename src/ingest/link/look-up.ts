import type { Kysely } from 'kysely';
import { type AskedName, actorsByNames, actorsByWikidataIds } from '../../../db/actor.ts';
import { holdLocks } from '../../../db/lock.ts';
import { statedOf } from '../../../db/namesake.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { type Company, companyIn } from './company.ts';
import { type ActorGroup, groupActors } from './group-actors.ts';
import { formsOf, type KnownNames, knownNames } from './known-names.ts';
import { isLinkable, type NamedActor, nameForms } from './name-forms.ts';
import { doubtOf, isTelling } from './namesakes.ts';
import type { NamingArticle } from './naming-article.ts';
import { type Considered, consider, mayBeAnother } from './settle-actors.ts';
import { saidOf } from './tell-apart.ts';

export interface LookedUp {
  readonly names: KnownNames;
  readonly company: Company;
  /** Who may be new. */
  readonly unsure: readonly ActorGroup[];
}

/** Whoever seems new is looked up once more behind locks on all its names: another writer may be making it just now. */
export async function lookUp(db: Kysely<Tables>, articles: readonly NamingArticle[]): Promise<LookedUp> {
  const names = knownNames();
  const named = articles.flatMap((article) => article.named.filter(isLinkable));
  names.learn(await actorsByNames(db, distinct(named.flatMap(allForms))), []);
  const groups = articles.flatMap((article) => groupActors(article.named, names.keyOf));
  const items = groups.flatMap(({ wikidataId }) => wikidataId ?? []);
  names.learn([], await actorsByWikidataIds(db, items));
  const spoken = articles.flatMap(({ named, at }) =>
    groupActors(named, names.keyOf).map((group) => ({ ...consider(group, names), at })),
  );
  const company = companyIn(db);
  company.learn(await statedOf(db, whoMayBeAnother(spoken, names)));
  const unsure = spoken.filter((one) => mayBeNew(one, spoken, names, company)).map(({ group }) => group);
  if (unsure.length === 0) return { names, company, unsure };
  const forms = distinct(unsure.flatMap(formsOf));
  const unknownItems = unsure.flatMap(({ wikidataId }) => wikidataId ?? []);
  await holdLocks(db, 'actor', [...forms.map(({ kind, name }) => `${kind} ${name}`), ...unknownItems]);
  names.learn(await actorsByNames(db, forms), await actorsByWikidataIds(db, unknownItems));
  const again = unsure.map((group) => ({ ...consider(group, names), at: 0 }));
  company.learn(await statedOf(db, whoMayBeAnother(again, names)));
  return { names, company, unsure };
}

interface Spoken extends Considered {
  /** When its article was published. */
  readonly at: number;
}

/** Whom a name means that is said to be somebody who may be another. */
function whoMayBeAnother(spoken: readonly Spoken[], names: KnownNames): Id[] {
  return spoken.flatMap((one) =>
    'id' in one.choice && isTelling(saidOf(one.group, one.at)) && mayBeAnother(one, names)
      ? [one.choice.id]
      : [],
  );
}

function mayBeNew(one: Spoken, all: readonly Spoken[], names: KnownNames, company: Company): boolean {
  const { choice, group } = one;
  if (choice.kind === 'new' || (group.wikidataId && !names.actorOfItem(group.wikidataId))) return true;
  const said = saidOf(group, one.at);
  if (group.kind !== 'person' || !isTelling(said)) return false;
  if (!('id' in choice)) return true;
  if (!mayBeAnother(one, names)) return false;
  // Articles before this one are not stored yet.
  const here = all.flatMap((other) =>
    'id' in other.choice && other.choice.id === choice.id ? [saidOf(other.group, other.at)] : [],
  );
  return [company.saidOf(choice.id), ...here.map((each) => [each])].some(
    (known) => doubtOf(said, known) !== null,
  );
}

/** Of the actor, and of whatever group it may come to be in. */
function allForms({ kind, name, aliases }: NamedActor): AskedName[] {
  const called = [name, ...aliases].filter((each) =>
    isLinkable({ kind: 'organization', name: each, aliases: [] }),
  );
  return called
    .flatMap((each) => nameForms({ kind, name: each, aliases: [] }))
    .map((form) => ({ kind, name: form }));
}

function distinct(asked: readonly AskedName[]): AskedName[] {
  return [...new Map(asked.map((each) => [`${each.kind} ${each.name}`, each])).values()];
}
