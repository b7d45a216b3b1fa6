import type { Id } from '../../../db/tables.ts';
import type { ActorChoice } from './choose-actor.ts';
import type { Company, Here } from './company.ts';
import type { ActorGroup } from './group-actors.ts';
import {
  chosenAmong,
  type Doubt,
  doubtOf,
  type Evidence,
  evidenceOf,
  type SaidOf,
  type Verdict,
} from './namesakes.ts';

export type Contested = Extract<ActorChoice, { kind: 'contested' }>;

/** What an article has to tell people of one name apart by. */
export interface Telling {
  /** When it was published, in seconds since 1970. */
  readonly at: number;
  /** The others whom it names for certain. */
  readonly here: Here;
  /** Its publisher and authors. */
  readonly outlets: ReadonlySet<Id>;
}

const AT_ODDS: Readonly<Record<Doubt, string>> = {
  age: 'of another age',
  'strong conflict': 'described otherwise',
  'weak conflict': 'described otherwise',
  'two trades': 'described otherwise',
};

export function saidOf({ description = null, age = null }: ActorGroup, at: number): SaidOf {
  return { description, age, at };
}

/** The choice, or that it is in doubt: the article is at odds with all that is known of whom the name means. */
export function doubted(choice: ActorChoice, said: SaidOf, known: readonly SaidOf[]): ActorChoice {
  if (choice.kind !== 'known' && choice.kind !== 'joined') return choice;
  const doubt = doubtOf(said, known);
  if (doubt === null) return choice;
  return { kind: 'contested', candidates: [choice.id], reason: AT_ODDS[doubt] };
}

export interface ToldApart {
  readonly verdict: Verdict;
  readonly id: Id | null;
  readonly reason: string;
}

/** Whom the article means of each who are called like a person in it, or may be somebody else than the one who is. */
export async function toldApart(
  contested: readonly { readonly group: ActorGroup; readonly choice: Contested }[],
  { at, here, outlets }: Telling,
  ties: ReadonlyMap<Id, number>,
  company: Company,
): Promise<ToldApart[]> {
  if (contested.length === 0) return [];
  const all = [...new Set(contested.flatMap(({ choice }) => choice.candidates))];
  const shared = await company.sharedWith(all, here);
  return contested.map(({ group, choice }) => {
    const candidates = choice.candidates.map((id) => ({
      id,
      ties: ties.get(id) ?? 0,
      evidence: evidenceOf(saidOf(group, at), shared.articlesOf(id), outlets, shared.articlesNaming),
    }));
    const { verdict, id } = chosenAmong(candidates);
    const [chosen] = candidates.filter((each) => each.id === id);
    const best = chosen ?? candidates.toSorted((a, b) => b.evidence.support - a.evidence.support)[0]!;
    return { verdict, id, reason: `${choice.reason}; ${why(verdict, best.evidence, best.ties)}` };
  });
}

function why(verdict: Verdict, { alike, company, nearby }: Evidence, ties: number): string {
  if (verdict === 'other') return 'named with nobody whom the known one is named with';
  if (verdict === 'open')
    return company > 0 ? `${counted(company)}, which is not enough` : 'nothing here tells them apart';
  const reasons = [
    ...(ties > 0 ? [`the one with ${ties} known affiliations to others here`] : []),
    ...(company > 0 ? [counted(company)] : []),
    ...(alike ? ['described alike elsewhere'] : []),
    ...(nearby ? ['from the same outlet or place'] : []),
  ];
  return reasons.join(', ') || 'nothing more speaks against it';
}

function counted(company: number): string {
  return company === 1 ? 'named with 1 of those here before' : `named with ${company} of those here before`;
}
