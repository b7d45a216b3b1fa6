import type { Span } from '../../reading.ts';
import { takesHearer } from '../clues.ts';
import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import type { CueWord } from './cues.ts';
import { type SubjectLink, subjectLink } from './subject-link.ts';

/** What somebody is reported to have said in the article's own words. */
export interface IndirectSpeech {
  readonly candidate: Candidate;
  /** Of the cue; two where the clause is broken by it. */
  readonly cueItem: number;
  readonly spans: readonly Span[];
  readonly confidence: number;
}

const FEWEST_WORDS = 4;
const LONGEST_SENTENCE = 120;
const TIME_WORD =
  /^(?:on|late|early|earlier|last|this|again|later|also|then|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|night|week|month|today|yesterday)$/;
const OPENS_NO_CLAUSE =
  /^(?:of|about|to|goodbye|hello|so|yes|no|it|as|in|at|with|for|on|by|from|anything|nothing|something|and|or|,|;|\.|who|when|while|during|after|before|like|because)$/;

const ANY_OPENER = /^/;
/** A pronoun, a determiner or a name: with these a clause begins where a verb could as well take an object. */
const CLEAR_SUBJECT = /^(?:he|she|they|it|we|I|there|his|her|their|its|\p{Lu}.*)$/u;
/** They may leave out "that" before what was said. */
const TAKES_A_CLAUSE: ReadonlySet<string> = new Set(
  'claim suggest acknowledge admit insist argue warn predict announce concede contend confirm estimate allege assert reiterate complain testify vow swear promise believe think hope fear'.split(
    ' ',
  ),
);

/** Sentences without marked words that report speech with a clear subject, in order. Precision first: no verb of thought without "that". */
export function indirectSpeechOf(scene: Scene): IndirectSpeech[] {
  const found: IndirectSpeech[] = [];
  const { sentenceStarts } = scene.narrative;
  for (let sentence = 0; sentence + 1 < sentenceStarts.length; sentence += 1) {
    const [from, to] = [sentenceStarts[sentence]!, sentenceStarts[sentence + 1]!];
    if (to - from > LONGEST_SENTENCE || holdsQuote(scene, from, to)) continue;
    const speech = speechIn(scene, from, to);
    if (speech) found.push(speech);
  }
  return found;
}

function holdsQuote(scene: Scene, from: number, to: number): boolean {
  for (let item = from; item < to; item += 1) if (scene.narrative.items[item]!.quote >= 0) return true;
  return false;
}

function speechIn(scene: Scene, from: number, to: number): IndirectSpeech | null {
  for (let index = scene.candidateFrom[from]!; index < scene.candidateFrom[to]!; index += 1) {
    const candidate = scene.candidates[index]!;
    if (
      candidate.type === 'place' ||
      (candidate.type === 'pronoun' && !/^(?:he|she|they|it|who)$/.test(scene.tokens[candidate.first]!.lower))
    )
      continue;
    const link = subjectLink(scene, candidate, -1);
    const speech =
      clauseBefore(scene, candidate, link, from, to) ??
      clauseBehind(scene, candidate, link, to) ??
      accordingToClause(scene, candidate, link, from, to);
    if (speech) return speech;
  }
  return null;
}

/** "X said (that) …". */
function clauseBehind(
  scene: Scene,
  candidate: Candidate,
  link: SubjectLink,
  to: number,
): IndirectSpeech | null {
  const { verb, verbItem } = link;
  if (!verb || isObject(scene, candidate)) return null;
  let start = skipTime(scene, verbItem + 1, to);
  if (takesHearer(verb)) start = skipHearer(scene, start, to);
  start = skipTime(scene, start, to);
  const that = plainToken(scene, start)?.lower === 'that';
  if (that) start += 1;
  if (
    !that &&
    ((verb.class !== 'say' && !TAKES_A_CLAUSE.has(verb.lemma)) ||
      verb.lemma === 'ask' ||
      verb.lemma === 'write' ||
      verb.lemma === 'continue')
  )
    return null;
  if (!that && !opensClause(scene, start, to, verb.class === 'say' ? ANY_OPENER : CLEAR_SUBJECT)) return null;
  if (that ? verb.class === 'stance' : verb.form === 'base' || inRelativeClause(scene, verb, verbItem))
    return null;
  const span = spanOf(scene, start, to);
  return span && { candidate, cueItem: verbItem, spans: [span], confidence: that ? 0.9 : 0.8 };
}

/** "The authority, which claims it, said": what the verb of the relative clause takes is no speech of note. */
function inRelativeClause(scene: Scene, verb: CueWord, verbItem: number): boolean {
  return verb.class !== 'say' && /^(?:which|who|that)$/.test(plainToken(scene, verbItem - 1)?.lower ?? '');
}

/** "…, X said." and "Vell, she said, would …". */
function clauseBefore(
  scene: Scene,
  candidate: Candidate,
  link: SubjectLink,
  from: number,
  to: number,
): IndirectSpeech | null {
  const first = firstItemOf(scene, candidate);
  const cueItem =
    link.inverted?.class === 'say' && link.inverted.form !== 'participle' ? link.invertedItem : link.verbItem;
  if (cueItem < 0 || scene.clues.cues[cueItem]?.class !== 'say') return null;
  const opening = Math.min(first, cueItem);
  if (plainToken(scene, opening - 1)?.text !== ',' || opening - 1 <= from) return null;
  const before = spanOf(scene, from, opening - 1, 1);
  if (!before) return null;
  const end = Math.max(lastItemOf(scene, candidate), cueItem) + 1;
  const rest = skipTime(scene, end, to);
  const sign = plainToken(scene, rest)?.text ?? '.';
  if (rest >= to - 1 || /^[.?!]$/.test(sign)) {
    const whole = spanOf(scene, from, opening - 1);
    return whole && { candidate, cueItem, spans: [whole], confidence: 0.85 };
  }
  if (sign !== ',' || (scene.clues.verbLike[rest + 1] !== 1 && scene.clues.light[rest + 1] !== 1))
    return null;
  const after = spanOf(scene, rest + 1, to);
  return after && { candidate, cueItem, spans: [before, after], confidence: 0.8 };
}

/** "…, according to X." and "According to X, …". */
function accordingToClause(
  scene: Scene,
  candidate: Candidate,
  link: SubjectLink,
  from: number,
  to: number,
): IndirectSpeech | null {
  if (!link.accordingTo) return null;
  let cueItem = firstItemOf(scene, candidate) - 1;
  while (cueItem > from && scene.clues.accordingTo[cueItem] !== 1) cueItem -= 1;
  if (cueItem === from) {
    let comma = lastItemOf(scene, candidate) + 1;
    while (comma < to && !opensMainClause(scene, comma)) comma += 1;
    const span = spanOf(scene, comma + 1, to);
    return span && { candidate, cueItem, spans: [span], confidence: 0.8 };
  }
  const span = spanOf(scene, from, plainToken(scene, cueItem - 1)?.text === ',' ? cueItem - 1 : cueItem);
  return span && { candidate, cueItem, spans: [span], confidence: 0.85 };
}

/** Behind "According to two officials, one from each side," it is the second comma. */
function opensMainClause(scene: Scene, comma: number): boolean {
  if (plainToken(scene, comma)?.text !== ',') return false;
  return !/^(?:who|which|whose|whom|one|both|all|including|speaking|citing|a|an)$/.test(
    plainToken(scene, comma + 1)?.lower ?? '',
  );
}

function isObject(scene: Scene, candidate: Candidate): boolean {
  const before = plainToken(scene, firstItemOf(scene, candidate) - 1);
  return (
    before !== null && /^(?:of|to|with|about|for|from|by|at|on|against|than|told|asked)$/.test(before.lower)
  );
}

function skipTime(scene: Scene, from: number, to: number): number {
  let item = from;
  while (item < to && TIME_WORD.test(plainToken(scene, item)?.lower ?? '')) item += 1;
  return item;
}

function skipHearer(scene: Scene, from: number, to: number): number {
  for (let index = scene.candidateFrom[from] ?? 0; index < scene.candidates.length; index += 1) {
    const candidate = scene.candidates[index]!;
    if (firstItemOf(scene, candidate) > from + 2) break;
    const last = lastItemOf(scene, candidate);
    if (last < to) return last + 1;
  }
  return /^(?:him|her|them|me|us|reporters)$/.test(plainToken(scene, from)?.lower ?? '') ? from + 1 : from;
}

/** Without "that" a clause begins with its own subject and has a finite verb near. */
function opensClause(scene: Scene, start: number, to: number, subject: RegExp): boolean {
  const opener = plainToken(scene, start);
  if (opener && !subject.test(opener.text)) return false;
  if (!opener || (OPENS_NO_CLAUSE.test(opener.lower) && opener.lower !== 'it')) return false;
  for (let item = start + 1; item < Math.min(to, start + 14); item += 1) {
    if (scene.clues.verbLike[item] === 1 || /s$/.test(plainToken(scene, item)?.lower ?? '')) return true;
  }
  return false;
}

function spanOf(scene: Scene, from: number, to: number, fewest = FEWEST_WORDS): Span | null {
  let last = to - 1;
  while (last >= from && /^[.,;:?!…]$/.test(plainToken(scene, last)?.text ?? '')) last -= 1;
  if (last - from + 1 < fewest) return null;
  return { start: plainToken(scene, from)!.start, end: plainToken(scene, last)!.end };
}
