import type { Kysely } from 'kysely';
import { type Tie, tiesOf } from '../../../db/affiliation.ts';
import type { HeldLinks } from '../../../db/held-links.ts';
import type { NewLinkDecision } from '../../../db/link-decision.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { type ActorChoice, chooseActor, mostTied } from './choose-actor.ts';
import type { ActorGroup } from './group-actors.ts';
import type { KnownNames } from './known-names.ts';

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

export interface Settled extends Considered {
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
export async function settle(
  db: Kysely<Tables>,
  considered: readonly Considered[],
  ties: readonly Tie[],
  held: HeldLinks,
): Promise<Settled[]> {
  const sure = considered.flatMap(({ choice }) => ('id' in choice ? [choice.id] : []));
  const contested = considered.flatMap(({ choice }) =>
    choice.kind === 'contested' ? choice.candidates : [],
  );
  const known = await tiesOf(db, contested, sure, ties);
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
    const id = former.length === 1 ? former[0]! : mostTied(choice.candidates, known);
    const why = id
      ? former.length === 1
        ? 'the one whom its former version meant'
        : `the one with ${known.get(id)} known affiliations to others here`
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
