import type { Actor, Cast } from '../cast.ts';
import type { Gender } from '../names/given-names.ts';
import { HONORIFICS } from '../names/names-lexicon.ts';
import { isDemonym } from '../names/places.ts';
import { candidateSpan, firstItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import { subjectLink } from './subject-link.ts';

/** What a candidate was found to stand for: an actor, or an earlier description of the same source. */
export type Referent = { readonly actor: Actor } | { readonly described: Candidate };

const SENTENCES_BACK = 12;
const CANDIDATES_BACK = 60;

const NOBODY: ReadonlySet<number> = new Set();

/** Whom "he", "she" or "who" means at this place, if not the actors of `except`; null where nobody fits. */
export function pronounReferent(
  scene: Scene,
  cast: Cast,
  candidate: Candidate,
  except: ReadonlySet<number> = NOBODY,
): Referent | null {
  const word = scene.tokens[candidate.first]!.lower;
  if (/^(?:who|which|that)$/.test(word)) return before(scene, cast, candidate);
  const gender = genderOfPronoun(word);
  if (gender === null) return /^(?:it|they)$/.test(word) ? bodyBefore(scene, cast, candidate) : null;
  const own = scene.narrative.items[firstItemOf(scene, candidate)]!.sentence;
  let fallback: Referent | null = null;
  let sentence = -1;
  for (const other of backwards(scene, candidate)) {
    const at = scene.narrative.items[firstItemOf(scene, other)]!.sentence;
    if (at < own - SENTENCES_BACK) break;
    if (fallback && at !== sentence) return fallback;
    const referent = personReferent(scene, cast, other, gender);
    if (!referent || isOneOf(referent, except)) continue;
    sentence = at;
    if (isSubject(scene, other)) {
      const first = firstSubject(scene, cast, other, gender);
      return first && !isOneOf(first, except) ? first : referent;
    }
    fallback = referent;
  }
  return fallback ?? onlyOneOf(cast, gender, except);
}

/** Nobody before fits, but the whole text has only one man or one woman. */
function onlyOneOf(cast: Cast, gender: Gender, except: ReadonlySet<number>): Referent | null {
  const fitting = cast.actors.filter(
    (actor) => actor.kind === 'person' && (actor.gender === gender || actor.gender === null),
  );
  const [actor] = fitting;
  return actor && fitting.length === 1 && !except.has(actor.index) ? { actor } : null;
}

function isOneOf(referent: Referent, actors: ReadonlySet<number>): boolean {
  return 'actor' in referent && actors.has(referent.actor.index);
}

/** "it said": the organization, group or document that was last the subject. */
function bodyBefore(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  const plural = scene.tokens[candidate.first]!.lower === 'they';
  const own = scene.narrative.items[firstItemOf(scene, candidate)]!.sentence;
  for (const other of backwards(scene, candidate)) {
    if (scene.narrative.items[firstItemOf(scene, other)]!.sentence < own - 3) return null;
    if (!isSubject(scene, other)) continue;
    if (other.type === 'group' && plural) return { described: other };
    if (other.type === 'organization' || other.type === 'body')
      return referentOf(scene, cast, other) ?? { described: other };
    if (other.type === 'document' && !plural) return { described: other };
  }
  return null;
}

function genderOfPronoun(word: string): Gender | null {
  if (/^(?:he|his|him)$/.test(word)) return 'he';
  return /^(?:she|her)$/.test(word) ? 'she' : null;
}

/** Of two subjects in one sentence the one that opens it is usually meant. */
function firstSubject(scene: Scene, cast: Cast, found: Candidate, gender: Gender): Referent | null {
  const sentence = scene.narrative.items[firstItemOf(scene, found)]!.sentence;
  const from = scene.candidateFrom[scene.narrative.sentenceStarts[sentence]!]!;
  for (let index = from; index < from + 20 && index < scene.candidates.length; index += 1) {
    const other = scene.candidates[index]!;
    if (firstItemOf(scene, other) > firstItemOf(scene, found)) return null;
    const referent = isSubject(scene, other) ? personReferent(scene, cast, other, gender) : null;
    if (referent) return referent;
  }
  return null;
}

function before(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  for (const other of backwards(scene, candidate)) {
    if (other.type === 'pronoun') continue;
    return referentOf(scene, cast, other) ?? { described: other };
  }
  return null;
}

function* backwards(scene: Scene, candidate: Candidate): Generator<Candidate> {
  const from = candidate.index - 1;
  for (let index = from; index >= Math.max(0, from - CANDIDATES_BACK); index -= 1)
    yield scene.candidates[index]!;
}

function personReferent(scene: Scene, cast: Cast, candidate: Candidate, gender: Gender): Referent | null {
  if (candidate.type === 'role') {
    const referent = namedBehind(scene, cast, candidate) ?? roleReferent(scene, cast, candidate);
    return referent ?? (candidate.described!.article === 'indefinite' ? { described: candidate } : null);
  }
  const actor = candidate.name < 0 ? undefined : cast.actors[cast.actorOfName[candidate.name]!];
  if (actor?.kind !== 'person' || (actor.gender !== null && actor.gender !== gender)) return null;
  return { actor };
}

function isSubject(scene: Scene, candidate: Candidate): boolean {
  const first = firstItemOf(scene, candidate);
  const next = plainToken(scene, first + candidate.last - candidate.first + 1);
  if (next?.shape === 'possessive') return false;
  const previous = plainToken(scene, first - 1);
  if (previous && /^(?:of|to|with|about|for|from|by|at|on|against)$/.test(previous.lower)) return false;
  const { sentence } = scene.narrative.items[first]!;
  const link = subjectLink(scene, candidate);
  return link.verb !== null || link.inverted !== null || scene.narrative.sentenceStarts[sentence] === first;
}

/** What a name or a description stands for; null where a description is all that is known. */
export function referentOf(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  if (candidate.type === 'pronoun') return pronounReferent(scene, cast, candidate);
  if (candidate.name >= 0) {
    const actor = cast.actors[cast.actorOfName[candidate.name]!];
    return actor ? { actor } : null;
  }
  if (candidate.type === 'role')
    return namedBehind(scene, cast, candidate) ?? roleReferent(scene, cast, candidate);
  if (candidate.type === 'group') return roleReferent(scene, cast, candidate);
  return candidate.type === 'body' ? bodyReferent(scene, cast, candidate) : null;
}

/** "the project's director, Severin …", "its chairwoman, Lady Isobel …": the role and the name are one. */
function namedBehind(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  const next = scene.candidates[candidate.index + 1];
  if (scene.tokens[candidate.last + 1]?.text !== ',' || !next || next.name < 0) return null;
  const between = scene.tokens.slice(candidate.last + 2, Math.max(candidate.last + 2, next.first));
  if (next.first < candidate.last + 2 || between.length > 2) return null;
  if (!between.every(({ lower }) => HONORIFICS.has(lower) || lower === '.')) return null;
  const actor = cast.actors[cast.actorOfName[next.name]!];
  return actor?.kind === 'person' ? { actor } : null;
}

/** "the mayor": the person whose title or apposition says so; else who was described so before ("a senior official"). */
function roleReferent(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  const phrase = candidate.described!;
  if (phrase.article === 'indefinite') return namedLater(scene, cast, candidate);
  if (phrase.article !== 'definite') return null;
  const head = scene.tokens[phrase.head]!.lower;
  const demonym = demonymIn(scene, candidate);
  let best: Actor | null = null;
  let most = 0;
  for (const actor of cast.actorsByRole.get(head === 'leader' && demonym ? demonym : head) ?? []) {
    const points = rolePoints(scene, actor, head, demonym, candidate);
    if (points > most) [best, most] = [actor, points];
  }
  if (best) return { actor: best };
  for (const other of backwards(scene, candidate)) {
    const same = other.described && scene.tokens[other.described.head]!.lower === head;
    if (same && other.described.article === 'indefinite') return { described: other };
  }
  return null;
}

const SENTENCES_AHEAD = 6;

/** "A county clerk said … the clerk, Wanda Pruitt, …": who is described first and named as that soon after. */
function namedLater(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  if (candidate.type !== 'role') return null;
  const { items } = scene.narrative;
  const own = items[firstItemOf(scene, candidate)]!.sentence;
  const bearers = cast.actorsByRole.get(scene.tokens[candidate.described!.head]!.lower) ?? [];
  const named = bearers.filter(
    ({ kind, roles }) =>
      kind === 'person' &&
      roles.slice(0, 12).some(({ role, name }) => {
        const { first } = scene.names[name]!;
        const item = scene.narrative.itemOfToken[first]!;
        const soon = first > candidate.last && item >= 0 && items[item]!.sentence <= own + SENTENCES_AHEAD;
        return soon && isDefinite(scene, role.first);
      }),
  );
  return named.length === 1 ? { actor: named[0]! } : null;
}

function isDefinite({ tokens }: Scene, first: number): boolean {
  return tokens[first]!.lower === 'the' || tokens[first - 1]?.lower === 'the';
}

function rolePoints(
  scene: Scene,
  actor: Actor,
  head: string,
  demonym: string | null,
  candidate: Candidate,
): number {
  if (actor.kind !== 'person') return 0;
  let points = 0;
  for (const { role, name } of actor.roles.slice(0, 12)) {
    const words = scene.tokens.slice(role.first, role.last + 1).map(({ lower }) => lower);
    const own = words.find((word) => isDemonym(word)) ?? null;
    const sameHead = scene.tokens[role.head]!.lower === head || words.includes(head);
    if (!sameHead && !(head === 'leader' && demonym !== null && own === demonym)) continue;
    if (demonym !== null && own !== demonym) continue;
    const introduced = scene.names[name]!.first < candidate.first;
    points = Math.max(
      points,
      (introduced ? 4 : 1) +
        (demonym === null && own === null ? 2 : 0) +
        Math.min(1, actor.mentions.length / 50),
    );
  }
  return points;
}

function demonymIn(scene: Scene, candidate: Candidate): string | null {
  for (let at = candidate.first; at < candidate.last; at += 1) {
    if (isDemonym(scene.tokens[at]!.text)) return scene.tokens[at]!.lower;
  }
  return null;
}

/** "the ministry", "the company": the organization of that name named last; for a word that no name holds, the last one of all. */
function bodyReferent(scene: Scene, cast: Cast, candidate: Candidate): Referent | null {
  if (candidate.described!.article !== 'definite' || candidate.last - candidate.first > 1) return null;
  const head = scene.tokens[candidate.described!.head]!.lower;
  let nearest: Actor | null = null;
  let steps = 0;
  for (const other of backwards(scene, candidate)) {
    steps += 1;
    const actor = other.name < 0 ? undefined : cast.actors[cast.actorOfName[other.name]!];
    if (actor?.kind !== 'organization') continue;
    if (actor.words.includes(head)) return { actor };
    if (
      steps <= 8 &&
      /^(?:company|firm|group|agency|organi[sz]ation|nonprofit|union|club|newspaper|network|paper|operator|owner)$/.test(
        head,
      )
    )
      nearest ??= actor;
  }
  return nearest ? { actor: nearest } : null;
}

export function surfaceOf(scene: Scene, candidate: Candidate): string {
  const { start, end } = candidateSpan(scene, candidate);
  return scene.text.slice(start, end).replace(/\s+/g, ' ');
}
