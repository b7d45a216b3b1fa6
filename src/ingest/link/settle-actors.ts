import type { Kysely } from 'kysely';
import { type Tie, tiesOf } from '../../../db/affiliation.ts';
import type { HeldLinks } from '../../../db/held-links.ts';
import type { NewLinkDecision } from '../../../db/link-decision.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { type ActorChoice, chooseActor, mostTied } from './choose-actor.ts';
import type { Company } from './company.ts';
import type { ActorGroup } from './group-actors.ts';
import type { KnownNames } from './known-names.ts';
import { type Contested, doubted, saidOf, type Telling, type ToldApart, toldApart } from './tell-apart.ts';

/** Who decided, in `link_decision`. */
export const LINKER = 'names-1';

export interface Considered {
  readonly group: ActorGroup;
  readonly choice: ActorChoice;
}

export function consider(group: ActorGroup, names: KnownNames): Considered {
  const own = ofOwnKind(group, names);
  const identified = own.wikidataId ? names.actorOfItem(own.wikidataId) : undefined;
  const bearers = names.bearersOf(own);
  if (identified) {
    const { id, name, item } = identified;
    bearers.push({ id, name, form: name, own: true, wikidataId: item });
  }
  return { group: own, choice: chooseActor(own, bearers) };
}

/** An item may be a person for one source and an organization for another: it stays what it was known as first. */
function ofOwnKind(group: ActorGroup, names: KnownNames): ActorGroup {
  const bearer = group.wikidataId ? names.actorOfItem(group.wikidataId) : undefined;
  return bearer && bearer.kind !== group.kind ? { ...group, wikidataId: null } : group;
}

/** Whether what the article says of a person may tell them from one of their name: an item or an editor has not said already who it is. */
export function mayBeAnother({ group, choice }: Considered, names: KnownNames): boolean {
  if (group.kind !== 'person' || group.wikidataId || !('id' in choice)) return false;
  return !names.bearersOf(group).some(({ id, united }) => id === choice.id && united);
}

/** That it is in doubt where the article is at odds with what is known of the one whom the name means. */
export function withDoubt(one: Considered, names: KnownNames, company: Company, at: number): Considered {
  if (!mayBeAnother(one, names) || !('id' in one.choice)) return one;
  return { ...one, choice: doubted(one.choice, saidOf(one.group, at), company.saidOf(one.choice.id)) };
}

export interface Settled extends Considered {
  readonly id: Id | null;
  readonly open: boolean;
  readonly reason: string;
  /** At Wikidata, as the source states it. */
  readonly item: string | null;
}

export interface ToSettle {
  readonly considered: readonly Considered[];
  /** Of the article's former version. */
  readonly held: HeldLinks;
  /** Those of the articles before it, which are not stored yet. */
  readonly ties: readonly Tie[];
  readonly company: Company;
  readonly telling: Telling;
}

/**
 * Of several who are called the same, the one whom the article meant before, or who belongs with others of it; else it stays open. Whom an
 * editor told from somebody else in this article is the one that the editor said.
 */
export async function settle(
  db: Kysely<Tables>,
  { considered, held, ties, company, telling }: ToSettle,
): Promise<Settled[]> {
  const sureIds = considered.flatMap(({ choice }) => ('id' in choice ? [choice.id] : []));
  const alone = considered.map((one) => settledAlone(one, held));
  const contested = considered.flatMap(({ group, choice }, i) =>
    alone[i] === null && choice.kind === 'contested' ? [{ group, choice }] : [],
  );
  const known = await tiesOf(
    db,
    contested.flatMap(({ choice }) => choice.candidates),
    sureIds,
    ties,
  );
  const people = contested.filter(({ group }) => group.kind === 'person');
  const apart = await toldApart(people, telling, known, company);
  const ofGroup = new Map(people.map(({ group }, i) => [group, apart[i]!]));
  return considered.map((one, i) => {
    if (alone[i]) return alone[i];
    const { choice, group } = one;
    if (choice.kind !== 'contested') throw new Error(`wanted a contested name, got ${choice.kind}`);
    const { verdict, id, reason } = ofGroup.get(group) ?? tied(choice, known);
    const item = group.wikidataId ?? null;
    if (verdict !== 'other') return { ...one, item, id, open: id === null, reason };
    const besides = { kind: 'new' as const, besides: choice.candidates, reason };
    return { group, choice: besides, item, id: null, open: false, reason };
  });
}

/** Whom the name alone, an editor or the article's former version says; null where more has to be asked. */
function settledAlone(one: Considered, held: HeldLinks): Settled | null {
  const { choice, group } = one;
  const each = { ...one, item: group.wikidataId ?? null, open: false };
  const told = saidByEditor(choice, held);
  if (told !== null) return { ...each, id: told, reason: '' };
  if (choice.kind === 'known') return { ...each, id: choice.id, reason: '' };
  if (choice.kind === 'joined') return { ...each, id: choice.id, reason: choice.reason };
  if (choice.kind === 'new') return { ...each, id: null, reason: choice.reason };
  const [former, ...others] = choice.candidates.filter((candidate) => held.former.has(candidate));
  if (former === undefined || others.length > 0) return null;
  return { ...each, id: former, reason: `${choice.reason}; the one whom its former version meant` };
}

function tied({ candidates, reason }: Contested, ties: ReadonlyMap<Id, number>): ToldApart {
  const id = mostTied(candidates, ties);
  const why = id
    ? `the one with ${ties.get(id)} known affiliations to others here`
    : 'nothing here tells them apart';
  return { verdict: id ? 'same' : 'open', id, reason: `${reason}; ${why}` };
}

/** Whom an editor says that the article means, where it is about one of the two who were told apart; the editor's own decision stays with it. */
function saidByEditor(choice: ActorChoice, { splits }: HeldLinks): Id | null {
  const meant = choice.kind === 'contested' ? choice.candidates : 'id' in choice ? [choice.id] : [];
  for (const [from, to] of splits)
    if (meant.includes(from) || (meant.length > 1 && meant.includes(to))) return to;
  return null;
}

export function decisionOf({ group, choice, id, open, reason }: Settled): NewLinkDecision[] {
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
