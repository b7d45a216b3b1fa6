import { isSpeech } from '../clues.ts';
import { type Gender, genderOfGivenName } from '../names/given-names.ts';
import { firstItemOf, type Scene } from '../scene.ts';
import type { SetFeature } from './attribution-feature-names.ts';
import type { Candidate, CandidateType } from './candidates.ts';
import type { QuoteView } from './quote-view.ts';
import { countIn, sceneCounts } from './scene-counts.ts';
import { subjectLink } from './subject-link.ts';

/** What the whole text tells of those who go by one surname. */
interface Standing {
  mentions: number;
  speaks: number;
  gender: Gender | null;
  readonly firstParagraph: number;
}

/** What is known about the quotations before, when one is decided. */
export interface PreviousSpeaker {
  readonly quote: number;
  readonly candidate: Candidate | null;
  /** Who spoke before that one, nearest first; at most three. */
  readonly earlier: readonly (Candidate | null)[];
}

const HUMAN: ReadonlySet<CandidateType> = new Set(['person', 'role', 'pronoun', 'unknown', 'group']);
const STANDINGS = new WeakMap<Scene, ReadonlyMap<string, Standing>>();

export function describeMemory(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  previous: PreviousSpeaker | null,
  set: SetFeature,
): void {
  const key = keyOf(scene, candidate);
  const standing = key === null ? undefined : standingsOf(scene).get(key);
  if (standing) {
    set('mentions', Math.min(4, Math.log2(standing.mentions)) / 4);
    set('speaks-elsewhere', Math.min(4, standing.speaks) / 4);
    set('never-speaks', standing.speaks === 0);
    set('in-first-paragraphs', standing.firstParagraph < 3);
  }
  set('quote-names-it', key !== null && view.namesInside.has(key));
  set('quote-own-voice', view.ownVoice);
  set('quote-joint-voice', view.jointVoice);
  set('quote-length', Math.min(6, Math.log2(1 + view.length)) / 6);
  set('own-voice-nobody', view.ownVoice && !HUMAN.has(candidate.type));
  if (previous?.candidate) describeTurn(scene, view, candidate, previous, key, set);
}

function describeTurn(
  scene: Scene,
  view: QuoteView,
  candidate: Candidate,
  previous: PreviousSpeaker,
  key: string | null,
  set: SetFeature,
): void {
  const last = previous.candidate!;
  const lastKey = keyOf(scene, last);
  const lastItem = scene.narrative.itemOfQuote[previous.quote]!;
  set('chain-gap', Math.min(6, Math.log2(Math.max(1, view.item - lastItem))) / 6);
  set('spoke-earlier', key !== null && previous.earlier.some((one) => one && keyOf(scene, one) === key));
  set('spoke-last', key !== null && key === lastKey);
  const gender = genderOf(scene, candidate);
  const lastGender = genderOf(scene, last);
  if (gender && lastGender && candidate.type === 'pronoun') {
    set('turn-gender-agrees', gender === lastGender);
    set('turn-gender-clashes', gender !== lastGender);
  }
  set('turn-kind-agrees', candidate.type === last.type);
  set(
    'since-last-quote',
    firstItemOf(scene, candidate) > lastItem && firstItemOf(scene, candidate) < view.item,
  );
  set('somebody-speaks-since', speaksSince(scene, lastItem, view.item));
}

/** Somebody says something between the two quotations. */
function speaksSince(scene: Scene, from: number, to: number): boolean {
  return countIn(sceneCounts(scene).speech, Math.max(from + 1, to - 60), to) > 0;
}

function keyOf(scene: Scene, candidate: Candidate): string | null {
  return candidate.name < 0 ? null : scene.tokens[candidate.last]!.lower;
}

function genderOf(scene: Scene, candidate: Candidate): Gender | null {
  const word = scene.tokens[candidate.first]!.lower;
  if (candidate.type === 'pronoun') {
    if (/^(?:he|his|him)$/.test(word)) return 'he';
    return /^(?:she|her)$/.test(word) ? 'she' : null;
  }
  const key = keyOf(scene, candidate);
  return key === null ? null : (standingsOf(scene).get(key)?.gender ?? null);
}

function standingsOf(scene: Scene): ReadonlyMap<string, Standing> {
  const known = STANDINGS.get(scene);
  if (known) return known;
  const standings = new Map<string, Standing>();
  for (const candidate of scene.candidates) {
    const key = keyOf(scene, candidate);
    if (key === null) continue;
    const { paragraph } = scene.narrative.items[firstItemOf(scene, candidate)]!;
    const standing = standings.get(key) ?? {
      mentions: 0,
      speaks: 0,
      gender: null,
      firstParagraph: paragraph,
    };
    standings.set(key, standing);
    standing.mentions += 1;
    const link = subjectLink(scene, candidate);
    if (isSpeech(link.verb) || isSpeech(link.inverted) || link.accordingTo) standing.speaks += 1;
    if (candidate.last > candidate.first)
      standing.gender ??= genderOfGivenName(scene.tokens[candidate.first]!.text);
  }
  STANDINGS.set(scene, standings);
  return standings;
}
