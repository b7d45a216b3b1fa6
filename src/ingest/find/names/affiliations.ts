import type { FoundAffiliation } from '../../reading.ts';
import type { Actor, Cast } from '../cast.ts';
import type { Token } from '../tokens.ts';
import type { TaggedName } from './names.ts';
import type { StatedRole } from './titles.ts';

/** Roles of people in organizations as the text states them, each once. */
export function affiliationsOf(
  text: string,
  tokens: readonly Token[],
  names: readonly TaggedName[],
  cast: Cast,
): FoundAffiliation[] {
  const found = new Map<string, FoundAffiliation>();
  for (const person of cast.actors) {
    if (person.kind !== 'person') continue;
    for (const affiliation of affiliationsOfPerson(text, tokens, names, cast, person)) {
      const key = `${person.index} ${affiliation.organization}`;
      const known = found.get(key);
      if (!known || (known.role === null && affiliation.role !== null)) found.set(key, affiliation);
    }
  }
  return [...found.values()];
}

function* affiliationsOfPerson(
  text: string,
  tokens: readonly Token[],
  names: readonly TaggedName[],
  cast: Cast,
  person: Actor,
): Generator<FoundAffiliation> {
  for (const { role, name } of person.roles) {
    for (const at of organizationsOf(tokens, names, cast, role, name)) {
      const organization = cast.actors[cast.actorOfName[at]!];
      if (organization?.kind !== 'organization') continue;
      yield {
        person: person.index,
        organization: organization.index,
        role: roleBeside(text, tokens, role, names[at]!),
        span: spanOver(tokens, [role, names[at]!, names[name]!]),
        confidence: role.position === 'title' ? 0.9 : 0.85,
      };
    }
  }
  for (const name of person.mentions) {
    const at = organizationBehind(tokens, names, name);
    const organization = at === null ? undefined : cast.actors[cast.actorOfName[at]!];
    if (at === null || organization?.kind !== 'organization') continue;
    const span = spanOver(tokens, [names[name]!, names[at]!]);
    yield { person: person.index, organization: organization.index, role: null, span, confidence: 0.7 };
  }
}

function organizationsOf(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  cast: Cast,
  role: StatedRole,
  near: number,
): number[] {
  const beside = [...indexesIn(names, role, near), ...titlePrefix(tokens, names, role, near)];
  return beside.length > 0 ? beside : meantByIts(tokens, names, cast, role, near);
}

/** Names inside the role's own words: "senior fellow at the … Center". */
function indexesIn(names: readonly TaggedName[], role: StatedRole, near: number): number[] {
  const found: number[] = [];
  for (let at = Math.max(0, near - 3); at < Math.min(names.length, near + 5); at += 1) {
    const { first, last } = names[at]!;
    if (at !== near && first >= role.first && last <= role.last) found.push(at);
  }
  return found;
}

/** "NATO Secretary General …", "Kestrel Wire's editor, …". */
function titlePrefix(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  role: StatedRole,
  near: number,
): number[] {
  const before = names[near - 1];
  if (!before) return [];
  const gap = role.first - before.last - 1;
  const touches = gap === 0 && tokens[role.first]!.afterSpace;
  const owns = gap === 1 && isPossessive(tokens, before.last);
  return touches || owns ? [near - 1] : [];
}

/** "Quorn’s", "Hartley & Sons’". */
function isPossessive(tokens: readonly Token[], last: number): boolean {
  const mark = tokens[last + 1]!;
  return mark.shape === 'possessive' || (/^[’']$/.test(mark.text) && tokens[last]!.lower.endsWith('s'));
}

const SENTENCES_BACK = 1;
const TOKENS_BACK = 60;

/** "Its managing director, …": of the one organization that this sentence and the one before are about. */
function meantByIts(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  cast: Cast,
  role: StatedRole,
  near: number,
): number[] {
  if (tokens[role.first - 1]?.lower !== 'its') return [];
  const from = sentencesBefore(tokens, role.first);
  const about: number[] = [];
  for (let at = near - 1; at >= 0 && names[at]!.first >= from; at -= 1) {
    const { first, kind } = names[at]!;
    if (kind === 'person' || first >= role.first || isAside(tokens, first)) continue;
    if (kind !== 'organization') return [];
    about.push(at);
  }
  const bodies = new Set(about.map((at) => cast.actorOfName[at]!));
  return bodies.size === 1 ? about.slice(0, 1) : [];
}

/** Behind a preposition: where something is or whose it is, not what the sentence is about. */
function isAside(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1]?.lower === 'the' ? tokens[first - 2] : tokens[first - 1];
  return /^(?:in|of|at|for|from|with|by|to|on|against|near)$/.test(before?.lower ?? '');
}

/** Where the sentence before that of `at` begins. */
function sentencesBefore(tokens: readonly Token[], at: number): number {
  let sentences = 0;
  let from = at;
  while (from > 0 && at - from < TOKENS_BACK) {
    if (/^[.?!]$/.test(tokens[from - 1]!.text)) sentences += 1;
    if (sentences > SENTENCES_BACK) break;
    from -= 1;
  }
  return from;
}

/** "Vell of the Harbor Institute". */
function organizationBehind(
  tokens: readonly Token[],
  names: readonly TaggedName[],
  name: number,
): number | null {
  const [person, next] = [names[name]!, names[name + 1]];
  if (!next || !/^(?:of|from|at|with)$/.test(tokens[person.last + 1]?.lower ?? '')) return null;
  const gap = next.first - person.last - 2;
  return gap === 0 || (gap === 1 && tokens[person.last + 2]!.lower === 'the') ? name + 1 : null;
}

function roleBeside(
  text: string,
  tokens: readonly Token[],
  role: StatedRole,
  organization: TaggedName,
): string {
  let [first, last] = [role.first, role.last];
  if (organization.first >= role.first && organization.first > role.head) last = organization.first - 1;
  else if (organization.last < role.head) first = Math.max(first, organization.last + 1);
  while (last > role.head && /^(?:at|of|for|with|in|the|from)$/.test(tokens[last]!.lower)) last -= 1;
  while (first < role.head && (tokens[first]!.shape === 'possessive' || tokens[first]!.lower === 'the'))
    first += 1;
  return text.slice(tokens[first]!.start, tokens[last]!.end).replace(/\s+/g, ' ');
}

function spanOver(tokens: readonly Token[], parts: readonly { first: number; last: number }[]) {
  const first = Math.min(...parts.map((part) => part.first));
  const last = Math.max(...parts.map((part) => part.last));
  return { start: tokens[first]!.start, end: tokens[last]!.end };
}
