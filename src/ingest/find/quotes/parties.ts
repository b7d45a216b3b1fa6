import type { FoundParty, PartyKind, Span } from '../../reading.ts';
import type { Cast } from '../cast.ts';
import { nameText, promote } from '../names/actors.ts';
import { isTitleWord } from '../names/name-chains.ts';
import { candidateSpan, firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import { bothNamed } from './both-named.ts';
import type { Candidate } from './candidates.ts';
import { bareNumberName, isBareNumber, oneOfGroup } from './one-of.ts';
import { pronounReferent, referentOf, surfaceOf } from './stands-for.ts';
import { subjectLink } from './subject-link.ts';

/** Above it a name that no rule could place becomes an actor, because somebody speaks under it. */
const SURE_ENOUGH_TO_NAME = 0.5;
const MOST_JOINT = 6;

/** What a pronoun tells of somebody whom the text leaves open. */
const OPEN_PRONOUN = new Map<string, Pick<FoundParty, 'kind' | 'name'>>([
  ['he', { kind: 'unnamed_person', name: 'a man not named' }],
  ['his', { kind: 'unnamed_person', name: 'a man not named' }],
  ['him', { kind: 'unnamed_person', name: 'a man not named' }],
  ['she', { kind: 'unnamed_person', name: 'a woman not named' }],
  ['her', { kind: 'unnamed_person', name: 'a woman not named' }],
  ['they', { kind: 'unnamed_group', name: 'people not named' }],
  ['their', { kind: 'unnamed_group', name: 'people not named' }],
  ['we', { kind: 'unnamed_group', name: 'the writers' }],
  ['i', { kind: 'unnamed_person', name: 'the writer' }],
  ['it', { kind: 'organization', name: 'an organization not named' }],
  ['who', { kind: 'unnamed_person', name: 'a person not named' }],
]);

/** The speaker with all who speak together with it, in the order of the text. */
export function partiesOf(scene: Scene, cast: Cast, candidate: Candidate, confidence: number): FoundParty[] {
  const both = bothNamed(scene, cast, candidate);
  if (both) return both;
  return jointWith(scene, candidate)
    .map((one) => partyOf(scene, cast, one, confidence))
    .filter(({ name }) => name !== '');
}

/**
 * Whoever hears it is described by the noun alone: what follows belongs to the cue. Nobody hears himself: a pronoun is
 * then somebody else, and null where nobody else is there.
 */
export function hearerPartyOf(
  scene: Scene,
  cast: Cast,
  candidate: Candidate,
  speakers: readonly FoundParty[],
): FoundParty | null {
  const party = candidate.type === 'pronoun' ? null : partyOf(scene, cast, candidate, 0);
  const hearer = party ?? pronounHearer(scene, cast, candidate, speakers);
  if (!hearer || speakers.some((speaker) => isSameParty(speaker, hearer))) return null;
  return hearer.actor === null && candidate.described
    ? { ...hearer, name: surfaceOf(scene, candidate) }
    : hearer;
}

function pronounHearer(
  scene: Scene,
  cast: Cast,
  candidate: Candidate,
  speakers: readonly FoundParty[],
): FoundParty | null {
  const speaking = new Set(speakers.flatMap(({ actor }) => actor ?? []));
  const referent = pronounReferent(scene, cast, candidate, speaking);
  const span = candidateSpan(scene, candidate);
  if (referent && 'actor' in referent) {
    const { kind, name, index } = referent.actor;
    return { kind, name, span, actor: index };
  }
  if (!referent) return null;
  const meant = referent.described;
  return { kind: partyKindOf(meant), name: describedName(scene, meant), span, actor: null };
}

export function isSameParty(one: FoundParty, other: FoundParty): boolean {
  if (one.actor !== null || other.actor !== null) return one.actor === other.actor;
  return one.name === other.name || (one.span !== null && one.span.start === other.span?.start);
}

export function partyOf(scene: Scene, cast: Cast, candidate: Candidate, confidence: number): FoundParty {
  const span = candidateSpan(scene, candidate);
  const referent = referentOf(scene, cast, candidate);
  if (referent && 'actor' in referent) {
    const { kind, name, index } = referent.actor;
    return { kind, name, span, actor: index };
  }
  if (candidate.name >= 0) return namedParty(scene, cast, candidate, span, confidence);
  if (isBareNumber(scene, candidate)) {
    const name = bareNumberName(scene, candidate, (group) => describedName(scene, group)) ?? '';
    return { kind: 'unnamed_person', name, span, actor: null };
  }
  const number = oneOfGroup(scene, candidate);
  if (number !== null) {
    const name = `${number} of ${describedName(scene, candidate)}`;
    return { kind: 'unnamed_person', name, span, actor: null };
  }
  const meant = referent ? referent.described : candidate;
  const open = meant.type === 'pronoun' ? OPEN_PRONOUN.get(surfaceOf(scene, meant).toLowerCase()) : undefined;
  if (open) return { ...open, span, actor: null };
  return { kind: partyKindOf(meant), name: describedName(scene, meant), span, actor: null };
}

function namedParty(
  scene: Scene,
  cast: Cast,
  candidate: Candidate,
  span: Span,
  confidence: number,
): FoundParty {
  const tagged = scene.names[candidate.name]!;
  const name = nameText(scene.text, scene.tokens, tagged);
  if (candidate.type === 'place') return { kind: 'organization', name, span, actor: null };
  const kind = looksLikePerson(scene, candidate) ? 'person' : 'organization';
  if (confidence < SURE_ENOUGH_TO_NAME) return { kind, name, span, actor: null };
  const actor = promote(scene.text, scene.tokens, scene.names, cast, candidate.name, kind);
  return { kind: actor.kind, name: actor.name, span, actor: actor.index };
}

/** Newcomers of two or three words are people; one word alone, never explained, is more often a company or an agency. */
function looksLikePerson(scene: Scene, candidate: Candidate): boolean {
  const words = candidate.last - candidate.first + 1;
  const before = plainToken(scene, firstItemOf(scene, candidate) - 1);
  return words > 1 && words <= 4 && before?.lower !== 'the';
}

function partyKindOf(candidate: Candidate): PartyKind {
  if (candidate.type === 'document') return 'document';
  if (candidate.type === 'body') return 'organization';
  if (candidate.type === 'group') return 'unnamed_group';
  return 'unnamed_person';
}

/** The words as they stand, with what tells sources apart ("familiar with the talks"), without a relative clause. */
function describedName(scene: Scene, candidate: Candidate): string {
  if (candidate.described === null) return surfaceOf(scene, candidate);
  let last = lastItemOf(scene, candidate);
  if (opensDescription(plainToken(scene, last + 1)?.lower)) {
    const sentence = scene.narrative.items[last]!.sentence;
    for (let item = last + 1; item < last + 14; item += 1) {
      const token = plainToken(scene, item);
      const stops =
        !token || scene.narrative.items[item]!.sentence !== sentence || /^[,.;:?!()—–“”"]$/.test(token.text);
      if (
        stops ||
        scene.clues.verbLike[item] === 1 ||
        /^(?:who|which|that|when|as|and|but)$/.test(token.lower)
      )
        break;
      if (scene.clues.cues[item] && scene.clues.cues[item]!.form !== 'participle') break;
      last = item;
    }
    while (
      /^(?:on|in|at|for|of|with|from|to|late|early|tuesday|monday|wednesday|thursday|friday|saturday|sunday)$/.test(
        plainToken(scene, last)?.lower ?? '',
      )
    )
      last -= 1;
  }
  const end = scene.tokens[scene.narrative.items[last]!.token]!.end;
  return scene.text.slice(scene.tokens[candidate.first]!.start, end).replace(/\s+/g, ' ');
}

function opensDescription(word: string | undefined): boolean {
  return word !== undefined && /^(?:familiar|close|of|for|with|from|at|involved|briefed|near)$/.test(word);
}

/** "Thorne and Pruett said", "said Thorne and Pruett". */
function jointWith(scene: Scene, candidate: Candidate): Candidate[] {
  const joint = [candidate];
  const link = subjectLink(scene, candidate);
  if (link.verb) {
    for (
      let left = neighbour(scene, candidate, -1);
      left && joint.length < MOST_JOINT;
      left = neighbour(scene, left, -1)
    )
      joint.unshift(left);
  }
  if (link.inverted || link.accordingTo || joinsRight(scene, candidate)) {
    for (
      let right = neighbour(scene, candidate, 1);
      right && joint.length < MOST_JOINT;
      right = neighbour(scene, right, 1)
    )
      joint.push(right);
  }
  return joint;
}

function joinsRight(scene: Scene, candidate: Candidate): boolean {
  return plainToken(scene, lastItemOf(scene, candidate) + 1)?.lower === 'and';
}

/** The candidate that "and" or a comma of a list parts from this one. */
function neighbour(scene: Scene, candidate: Candidate, step: 1 | -1): Candidate | null {
  if (candidate.type === 'pronoun') return null;
  const joint = step === 1 ? lastItemOf(scene, candidate) + 1 : beforeTitle(scene, candidate);
  const word = plainToken(scene, joint)?.lower;
  if (word !== 'and') return null;
  for (
    let at = candidate.index + step;
    at >= 0 && at < scene.candidates.length && Math.abs(at - candidate.index) < 5;
    at += step
  ) {
    const other = scene.candidates[at]!;
    if (other.type === 'pronoun' || other.type === 'place' || other.type === 'document') continue;
    const meets = step === 1 ? opensBehind(scene, other, joint) : lastItemOf(scene, other) === joint - 1;
    const governs =
      step === 1
        ? true
        : !/^(?:of|to|with|about|for|from|by|between|against)$/.test(
            plainToken(scene, firstItemOf(scene, other) - 1)?.lower ?? '',
          );
    if (meets) return governs ? other : null;
  }
  return null;
}

/** The item before a name and the words of its title: "and" of "and Premier Dorian Vell". */
function beforeTitle(scene: Scene, candidate: Candidate): number {
  const first = firstItemOf(scene, candidate);
  const title = plainToken(scene, first - 1);
  if (!title || !isTitleWord(title)) return first - 1;
  let item = first - 1;
  while (item > first - 5 && plainToken(scene, item)?.shape === 'capital') item -= 1;
  return item;
}

/** "and Premier Dorian Vell": only words of a title may stand between. */
function opensBehind(scene: Scene, other: Candidate, joint: number): boolean {
  const first = firstItemOf(scene, other);
  const next = plainToken(scene, lastItemOf(scene, other) + 1);
  if (first === joint + 1) return !(next?.afterSpace && isTitleWord(next));
  const title = plainToken(scene, first - 1);
  if (first <= joint || first - joint > 5 || !title || !isTitleWord(title)) return false;
  for (let item = joint + 1; item < first; item += 1) {
    if (plainToken(scene, item)?.shape !== 'capital') return false;
  }
  return true;
}
