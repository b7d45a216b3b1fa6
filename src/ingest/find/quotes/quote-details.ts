import type { FoundDate, FoundQuote, QuoteChannel, QuoteKind, Span } from '../../reading.ts';
import { isSpeech, takesHearer } from '../clues.ts';
import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import { isSpeechNoun } from './cues.ts';
import { subjectLink } from './subject-link.ts';

const REACH = 30;
const NOUN_REACH = 4;

export interface CueFound {
  readonly text: string;
  readonly span: Span;
  /** Its narrative item. */
  readonly item: number;
}

const CHANNELS: readonly (readonly [QuoteChannel, RegExp])[] = [
  [
    'post',
    /^(?:tweeted|tweets|tweet|tweeting|posted|posts|post|retweeted|twitter|facebook|instagram|truth|x|mastodon|bluesky|telegram|blogged|hashtag)$/,
  ],
  ['call', /^(?:call|telephone|phone|telephoned|phoned)$/],
  ['statement', /^(?:statement|communique|communiqué|release|declaration)$/],
  [
    'writing',
    /^(?:wrote|writes|writing|written|letter|email|emailed|e-mail|memo|book|essay|op-ed|column|editorial|article|memoir|texted|report|filing|lawsuit)$/,
  ],
  [
    'speech',
    /^(?:said|told|says|tells|saying|speech|interview|remarks|shouted|asked|added|yelled|chanted|testified)$/,
  ],
];

/** The cue that ties the speaker to the quotation; the nearest verb of speech in the sentence where none does. */
export function cueFor(scene: Scene, candidate: Candidate | null, quoteItem: number): CueFound | null {
  if (candidate) {
    const link = subjectLink(scene, candidate);
    const first = firstItemOf(scene, candidate);
    const afterQuote = first > quoteItem && first - quoteItem <= 6;
    if (link.inverted && isSpeech(link.inverted) && (afterQuote || !link.verb))
      return cueAt(scene, link.invertedItem);
    if (link.verb) return cueAt(scene, nearerParticiple(scene, link.verbItem, quoteItem));
    if (link.accordingTo) return accordingTo(scene, first);
    const noun = ownNoun(scene, candidate, quoteItem);
    if (noun >= 0) return cueAt(scene, noun);
  }
  return nearestCue(scene, quoteItem);
}

/** "said he would not come, declaring that “…”", "was quoted as saying": the words hang on the participle. */
function nearerParticiple(scene: Scene, verbItem: number, quoteItem: number): number {
  if (plainToken(scene, verbItem + 1)?.lower === 'as' && plainToken(scene, verbItem + 2)?.lower === 'saying')
    return verbItem + 2;
  for (let item = quoteItem - 1; item > Math.max(verbItem, quoteItem - 10); item -= 1) {
    const cue = scene.clues.cues[item] ?? null;
    if (isSpeech(cue)) return cue!.form === 'participle' ? item : verbItem;
    if (plainToken(scene, item)?.text === ',') break;
  }
  return verbItem;
}

/** "Vell’s warning that “…”", "his repeated claim": the noun that hands over to the words; -1 without one. */
function ownNoun(scene: Scene, candidate: Candidate, quoteItem: number): number {
  const last = lastItemOf(scene, candidate);
  const owns = plainToken(scene, last + 1)?.shape === 'possessive';
  if (!owns && candidate.type !== 'pronoun') return -1;
  const from = owns ? last + 2 : last + 1;
  for (let item = from; item < Math.min(quoteItem, from + NOUN_REACH); item += 1) {
    const token = plainToken(scene, item);
    if (token?.shape !== 'lower') return -1;
    if (isSpeechNoun(token.lower)) return item;
  }
  return -1;
}

function cueAt(scene: Scene, item: number): CueFound {
  const { start, end, text } = plainToken(scene, item)!;
  return { text, span: { start, end }, item };
}

function accordingTo(scene: Scene, first: number): CueFound | null {
  for (let item = first - 1; item >= first - 10; item -= 1) {
    if (scene.clues.accordingTo[item] === 1) return cueOfItem(scene, item);
  }
  return null;
}

/** The word there; "according to" whole. */
export function cueOfItem(scene: Scene, item: number): CueFound {
  const next = plainToken(scene, item + 1);
  if (scene.clues.accordingTo[item] !== 1 || next?.lower !== 'to') return cueAt(scene, item);
  const { start } = plainToken(scene, item)!;
  return { text: scene.text.slice(start, next.end), span: { start, end: next.end }, item };
}

function nearestCue(scene: Scene, quoteItem: number): CueFound | null {
  const { sentence } = scene.narrative.items[quoteItem]!;
  for (let step = 1; step <= REACH; step += 1) {
    for (const item of [quoteItem - step, quoteItem + step]) {
      if (scene.narrative.items[item]?.sentence === sentence && isSpeech(scene.clues.cues[item] ?? null))
        return cueAt(scene, item);
    }
  }
  return null;
}

/** `mixed` where the marked words are woven into a sentence of the article's own. */
export function kindOfQuote(scene: Scene, pieces: readonly number[]): QuoteKind {
  const quote = pieces[0]!;
  const item = scene.narrative.itemOfQuote[quote]!;
  const { sentence } = scene.narrative.items[item]!;
  const before = plainToken(scene, item - 1);
  const opens = scene.narrative.sentenceStarts[sentence] === item || before === null;
  const { start } = scene.quotes[quote]!.words;
  const lower = /^\p{Ll}/u.test(scene.text.slice(start, start + 2));
  if (opens) return lower && followedByWords(scene, item) ? 'mixed' : 'direct';
  if (/^[,:]$/.test(before!.text) || /^[—–]$/.test(before!.text)) return lower ? 'mixed' : 'direct';
  const introduced = isSpeech(scene.clues.cues[item - 1] ?? null);
  return introduced && !lower ? 'direct' : 'mixed';
}

function followedByWords(scene: Scene, item: number): boolean {
  return plainToken(scene, item + 1) !== null;
}

/** Where it was said or written, as far as the words around the cue tell. */
export function channelOf(scene: Scene, cue: CueFound | null, quoteItem: number): QuoteChannel | null {
  if (!cue) return null;
  const { sentence } = scene.narrative.items[quoteItem]!;
  const words: string[] = [];
  for (let item = Math.max(0, cue.item - 8); item <= cue.item + 8; item += 1) {
    const token = plainToken(scene, item);
    if (token && scene.narrative.items[item]!.sentence === scene.narrative.items[cue.item]!.sentence)
      words.push(token.lower);
  }
  const named = CHANNELS.slice(0, 4).find(([, pattern]) => words.some((word) => pattern.test(word)));
  if (named) return named[0];
  return CHANNELS[4]![1].test(cue.text.toLowerCase()) && sentence >= 0 ? 'speech' : null;
}

/** Right behind a verb that takes a hearer: "told reporters". */
export function hearerOf(scene: Scene, cue: CueFound | null, speaker: Candidate | null): Candidate | null {
  if (!cue) return null;
  const word = scene.clues.cues[cue.item] ?? null;
  const to = plainToken(scene, cue.item + 1)?.lower === 'to';
  if (!takesHearer(word) && !to) return null;
  const from = cue.item + (to ? 2 : 1);
  for (
    let index = scene.candidateFrom[from] ?? scene.candidates.length;
    index < scene.candidates.length;
    index += 1
  ) {
    const candidate = scene.candidates[index]!;
    const first = firstItemOf(scene, candidate);
    if (first - from > 3) return null;
    if (candidate !== speaker && reachable(scene, from, first)) return candidate;
  }
  return null;
}

function reachable(scene: Scene, from: number, to: number): boolean {
  for (let item = from; item < to; item += 1) {
    const token = plainToken(scene, item);
    if (!token || token.shape === 'sign' || /^(?:in|on|at|that|to|he|she|it|they)$/.test(token.lower))
      return false;
  }
  return true;
}

/** The date in the clause of the cue, outside the quotation. */
export function saidOn(scene: Scene, cue: CueFound | null, dates: readonly FoundDate[]): FoundDate | null {
  if (!cue) return null;
  const { sentence } = scene.narrative.items[cue.item]!;
  for (const date of dates) {
    const gap =
      date.span.start > cue.span.start ? date.span.start - cue.span.end : cue.span.start - date.span.end;
    if (date.precision !== 'day' || gap > 40) continue;
    if (
      scene.text
        .slice(Math.min(date.span.end, cue.span.end), Math.max(date.span.start, cue.span.start))
        .includes('that')
    )
      continue;
    const item = itemAt(scene, date.span.start, cue.item);
    if (item !== null && scene.narrative.items[item]!.sentence === sentence) return date;
  }
  return null;
}

function itemAt(scene: Scene, offset: number, near: number): number | null {
  for (
    let item = Math.max(0, near - 15);
    item < Math.min(scene.narrative.items.length, near + 16);
    item += 1
  ) {
    const token = plainToken(scene, item);
    if (token && token.start <= offset && token.end > offset) return item;
  }
  return null;
}

const PREPOSITION = /^(?:in|at|outside|aboard)$/;
const BEFORE_PLACE =
  /^(?:late|early|earlier|later|on|last|this|the|again|yesterday|today|reporters|him|her|them)$/;
const PLACE_WORD =
  /^(?:room|office|hall|court|courtroom|courthouse|palace|house|castle|chamber|square|station|harbour|harbor|airport|church|cathedral|school|hospital|hotel|museum|theatre|theater|stadium|university|garden|park|street|lane|quay|bridge|market|building|centre|center|tower|parliament|assembly|capitol|embassy|base|camp|library|plaza|arena|terminal|port)$/;

/** "in the Oval Office": the place named in the attribution itself, never an organization's name ("of Norhaven Holding"). */
export function placeOf(scene: Scene, cue: CueFound | null, hearer: Candidate | null): string | null {
  if (!cue) return null;
  const { sentence } = scene.narrative.items[cue.item]!;
  const from = hearer ? lastItemOf(scene, hearer) + 1 : cue.item + 1;
  for (let item = from; item < from + 4; item += 1) {
    const token = plainToken(scene, item);
    if (!token || scene.narrative.items[item]!.sentence !== sentence) return null;
    if (PREPOSITION.test(token.lower)) return placePhrase(scene, item);
    const leads = token.shape === 'capital' || BEFORE_PLACE.test(token.lower) || PLACE_WORD.test(token.lower);
    if (!leads) return null;
  }
  return null;
}

function placePhrase(scene: Scene, preposition: number): string | null {
  const { start } = plainToken(scene, preposition)!;
  let last = -1;
  let placed = false;
  for (let item = preposition + 1; item < preposition + 8; item += 1) {
    const token = plainToken(scene, item);
    if (!token || (token.shape === 'sign' && token.text !== '’')) break;
    if (token.shape !== 'capital' && !/^(?:the|a|an|of|his|her|their)$/.test(token.lower)) break;
    if (token.shape !== 'capital') continue;
    last = item;
    placed ||= PLACE_WORD.test(token.lower);
  }
  if (last < 0 || !(placed || holdsPlace(scene, preposition + 1, last))) return null;
  return scene.text.slice(start, plainToken(scene, last)!.end).replace(/\s+/g, ' ');
}

/** A name found to be a place, or behind “in” one that nothing is known of; and no name of an organization. */
function holdsPlace(scene: Scene, from: number, to: number): boolean {
  const within: Candidate[] = [];
  for (let index = scene.candidateFrom[from] ?? 0; index < scene.candidates.length; index += 1) {
    const candidate = scene.candidates[index]!;
    if (firstItemOf(scene, candidate) > to) break;
    within.push(candidate);
  }
  const isIn = plainToken(scene, from - 1)?.lower === 'in';
  const fits = within.some(({ type }) => type === 'place' || (isIn && type === 'unknown'));
  return fits && !within.some(({ type }) => type === 'organization' || type === 'person');
}

export function textOf(scene: Scene, pieces: readonly number[]): FoundQuote['text'] {
  let text = '';
  pieces.forEach((quote, index) => {
    const { start, end } = scene.quotes[quote]!.words;
    const joint = index > 0 && scene.quotes[pieces[index - 1]!]!.continues ? '\n\n' : ' ';
    text += `${index > 0 ? joint : ''}${scene.text.slice(start, end)}`;
  });
  return text;
}
