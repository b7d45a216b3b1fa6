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
    for (const at of [...indexesIn(names, role, name), ...titlePrefix(tokens, names, role, name)]) {
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
  const owns = gap === 1 && tokens[before.last + 1]!.shape === 'possessive';
  return touches || owns ? [near - 1] : [];
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
  else if (organization.last <= role.last && organization.last < role.head) first = organization.last + 1;
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
