import { aliasForms, isAcronym, type NamedActor, nameForms } from './name-forms.ts';

/** A known actor that bears one of the forms by which an article calls someone. */
export interface Bearer {
  readonly id: string;
  readonly name: string;
  /** The form that was asked for. */
  readonly form: string;
  /** The form is the actor's own name, not an alias. */
  readonly own: boolean;
  readonly wikidataId?: string | null;
  /** An editor said that one of that name is this one. */
  readonly united?: boolean;
}

export type ActorChoice =
  /** It bears the very name: nothing that would need a reason. */
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'joined'; readonly id: string; readonly reason: string }
  | { readonly kind: 'contested'; readonly candidates: readonly string[]; readonly reason: string }
  /** Kept apart from `besides`, which share an acronym with it. */
  | { readonly kind: 'new'; readonly besides: readonly string[]; readonly reason: string };

/**
 * Which of the actors that bear a name or alias of `actor` it is, by these names and the items that sources say they are.
 * `bearers` may hold others, too.
 */
export function chooseActor(actor: NamedActor, bearers: readonly Bearer[]): ActorChoice {
  const { wikidataId } = actor;
  if (!wikidataId) return chooseByName(actor, bearers);
  const same = bearers.find((bearer) => bearer.wikidataId === wikidataId);
  if (same) {
    const called =
      same.name === actor.name || bearers.some(({ id, form }) => id === same.id && form === actor.name);
    return called
      ? { kind: 'known', id: same.id }
      : { kind: 'joined', id: same.id, reason: `"${same.name}" is ${wikidataId}, too` };
  }
  // Whoever is linked is this item from then on, so an alias is not enough.
  const choice = chooseByName(
    actor,
    bearers.filter((bearer) => !bearer.wikidataId),
  );
  if (choice.kind === 'known') return choice;
  const besides = distinctIds(bearers.filter(({ form }) => form === actor.name));
  return { kind: 'new', besides, reason: besides.length > 0 ? `not known to be ${wikidataId}` : '' };
}

function chooseByName(actor: NamedActor, bearers: readonly Bearer[]): ActorChoice {
  const names = new Set(nameForms(actor));
  const ofName = bearers.filter((bearer) => names.has(bearer.form));
  const own = ofName.filter((bearer) => bearer.own);
  // An acronym that is one's name and another's alias belongs to neither alone.
  const byName = own.length > 0 && !isAcronym(actor.name) ? own : ofName;
  if (byName.length > 0) return oneOf(byName, actor.name);
  return chooseByAlias(actor, bearers);
}

function chooseByAlias(actor: NamedActor, bearers: readonly Bearer[]): ActorChoice {
  const aliases = new Set(aliasForms(actor));
  const byAlias = bearers.filter((bearer) => aliases.has(bearer.form));
  // Two different full names with one acronym are two organizations.
  const other = byAlias.filter((bearer) => isAcronym(bearer.form) && !isAcronym(actor.name) && !bearer.own);
  const same = byAlias.filter((bearer) => !other.includes(bearer));
  if (same.length > 0) {
    const choice = oneOf(same, same[0]?.form ?? actor.name);
    return choice.kind === 'known' ? joined(choice.id, same[0]!) : choice;
  }
  const besides = distinctIds(other);
  const forms = [...new Set(other.map((bearer) => bearer.form))].join(', ');
  return {
    kind: 'new',
    besides,
    reason: besides.length > 0 ? `another full name with the acronym ${forms}` : '',
  };
}

function oneOf(bearers: readonly Bearer[], name: string): ActorChoice {
  const candidates = distinctIds(bearers);
  if (candidates.length > 1)
    return { kind: 'contested', candidates, reason: `${candidates.length} are called "${name}"` };
  const own = bearers.find((bearer) => bearer.own);
  return own ? { kind: 'known', id: own.id } : joined(candidates[0]!, bearers[0]!);
}

function joined(id: string, { form, name }: Bearer): ActorChoice {
  return {
    kind: 'joined',
    id,
    reason: form === name ? `the article also says "${form}"` : `"${name}" is also called "${form}"`,
  };
}

function distinctIds(bearers: readonly Bearer[]): string[] {
  return [...new Set(bearers.map((bearer) => bearer.id))];
}

/** The one with the most ties to the others of its article; null where none has more than the rest. */
export function mostTied(candidates: readonly string[], ties: ReadonlyMap<string, number>): string | null {
  const ranked = candidates.toSorted((a, b) => (ties.get(b) ?? 0) - (ties.get(a) ?? 0));
  const [first, second] = ranked.map((id) => ties.get(id) ?? 0);
  return first !== undefined && first > (second ?? 0) ? ranked[0]! : null;
}
