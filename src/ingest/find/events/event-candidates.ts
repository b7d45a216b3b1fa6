import type { EventKind, EventStatus, FoundDate, Span } from '../../reading.ts';
import { clauseAround, nounPhrase } from './event-clauses.ts';
import { ENCOUNTERS, type EventCue, GROUP, IMAGINED, NOUN_CUES, PARTNERED, VERB_CUES } from './event-cues.ts';
import { dateOfNoun, dateOfVerb } from './event-dates.ts';
import { authorsOf, type Context, objectsOf, partnersOfNoun, subjectsOf, unique } from './event-partners.ts';
import { placeBetween, placeOfNoun } from './event-places.ts';
import type { EventSentence } from './event-sentence.ts';
import { nounStatus, verbStatus } from './event-status.ts';

/** One place in the text that names or tells an event. */
export interface EventCandidate {
  readonly kind: EventKind;
  readonly status: EventStatus;
  readonly span: Span;
  readonly date: FoundDate | null;
  readonly place: string | null;
  readonly participants: readonly number[];
  /** "The meeting" and no more: it can only be one that was told before. */
  readonly refersBack: boolean;
  /** "The accord": one that was told before, where there is one alone that it can be. */
  readonly definite: boolean;
  /** "Another meeting", "its own vote": none that was told before. */
  readonly isNew: boolean;
  readonly byNoun: boolean;
}

/** In the order of the text. */
export function candidatesIn(sentence: EventSentence, context: Context): EventCandidate[] {
  const nouns = NOUN_CUES.flatMap((cue) =>
    cuesIn(sentence.text, cue).map((match) => fromNoun(sentence, context, cue.kind, match)),
  );
  const verbs = VERB_CUES.flatMap((cue) =>
    cuesIn(sentence.text, cue).map((match) => fromVerb(sentence, context, cue.kind, match)),
  );
  const found = [...nouns, ...verbs].filter((each) => each !== null);
  return found.filter(holdsUp).sort((a, b) => a.span.start - b.span.start);
}

/** No sentence tells more events of a kind; a list of words does. */
const MOST_CUES = 20;
const NONE: readonly RegExpExecArray[] = [];

/** Most sentences hold no word of most cues, and looking for a word costs a tenth of the pattern. */
function cuesIn(text: string, { words, pattern }: EventCue): readonly RegExpExecArray[] {
  return words.some((word) => text.includes(word)) ? [...text.matchAll(pattern)].slice(0, MOST_CUES) : NONE;
}

/** An event wants a date, a place or two participants; most kinds want the date. */
function holdsUp(candidate: EventCandidate): boolean {
  if (candidate.refersBack || candidate.date !== null) return true;
  if (candidate.kind === 'statement' || (candidate.kind === 'agreement' && !candidate.byNoun))
    return candidate.participants.length >= 2;
  if (!ENCOUNTERS.has(candidate.kind)) return false;
  return candidate.participants.length >= 2 || (candidate.place !== null && candidate.byNoun);
}

function fromNoun(
  sentence: EventSentence,
  context: Context,
  kind: EventKind,
  match: RegExpExecArray,
): EventCandidate | null {
  const { text } = sentence;
  const start = match.index + (match[0].length - match[0].trimStart().length);
  const end = match.index + match[0].length;
  const phrase = nounPhrase(text, start);
  const bare = phrase.determiner === null && phrase.modifiers === '';
  if (bare && !/^(?:talks|negotiations)$/i.test(match[0])) return null;
  const clause = clauseAround(text, start, end);
  const date = dateOfNoun(sentence, phrase.start, end, clause);
  const indefinite = /^(?:a|an|any|another|no)$/i.test(phrase.determiner ?? '');
  if (indefinite && date === null && IMAGINED.test(text.slice(0, phrase.start))) return null;
  const place = placeOfNoun(sentence, phrase.start, start, clause.to);
  const partners = PARTNERED.has(kind) ? partnersOfNoun(sentence, context, phrase.start, end, clause) : [];
  const authors = kind === 'statement' ? authorsOf(sentence, context, phrase.start) : [];
  const participants = butThePlace(unique([...partners, ...authors]), place, context);
  const definite = /^(?:the|this|that|their)$/i.test(phrase.determiner ?? '');
  const holds = participants.length >= 2 || (place !== null && ENCOUNTERS.has(kind));
  const refersBack = definite && date === null && !holds;
  if (refersBack && !/^(?:[\p{Ll}-]+(?:\s|$)){0,2}$/u.test(phrase.modifiers)) return null;
  const premodifies = date !== null && date.start < phrase.start && date.end >= phrase.start;
  const status = nounStatus(text, { start: phrase.start, end }, clause, date, context.today);
  const isNew = /\b(?:own|another|separate|other)\b/i.test(text.slice(phrase.start, start));
  const span = within(sentence, premodifies ? date.start : phrase.start, end);
  return {
    kind,
    status,
    span,
    date: plain(date),
    place,
    participants,
    refersBack,
    definite: definite && date === null,
    isNew,
    byNoun: true,
  };
}

/** "The vote", "by 212 votes". */
function isNoun(text: string, start: number): boolean {
  return (
    nounPhrase(text, start).determiner !== null ||
    /(?:\d|\b(?:by|of|for|more|most|all|many)) $/.test(text.slice(0, start))
  );
}

// "Met at a summit": the noun tells more.
const NOUN_FOLLOWS =
  /^ (?:\w+ )?(?:at|for|in) (?:a|an|the) (?:[\p{L}-]+ ){0,3}(?:summit|conference|meeting|ceremony|round|runoff|final)\b/u;

function fromVerb(
  sentence: EventSentence,
  context: Context,
  kind: EventKind,
  match: RegExpExecArray,
): EventCandidate | null {
  const { text } = sentence;
  const start = match.index;
  const end = start + match[0].length;
  if (/^(?:votes?|visits?)$/.test(match[0]) && isNoun(text, start)) return null;
  const clause = clauseAround(text, start, end);
  if (NOUN_FOLLOWS.test(text.slice(end, clause.to))) return null;
  const date = dateOfVerb(sentence, start, end, clause);
  const objects = kind === 'agreement' ? [] : objectsOf(sentence, end, clause.to);
  const partners =
    ENCOUNTERS.has(kind) || kind === 'agreement'
      ? unique([...subjectsOf(sentence, context, start, clause.from), ...objects])
      : [];
  if (kind === 'meeting' && partners.length === 0 && !GROUP.test(text.slice(clause.from, start))) return null;
  const place =
    placeBetween(sentence, end, clause.to) ??
    (kind === 'visit' ? placeBetween(sentence, start, clause.to) : null);
  const someoneOnADay = date !== null && partners.length > 0;
  if (kind === 'visit' && place === null && objects.length === 0 && !someoneOnADay) return null;
  const participants = butThePlace(partners, place, context);
  const status = verbStatus(text, { start, end }, clause, date, context.today);
  const span = within(sentence, start, end);
  return {
    kind,
    status,
    span,
    date: plain(date),
    place,
    participants,
    refersBack: false,
    definite: date === null && kind === 'agreement' && /^ (?:the|this|that)\b/.test(text.slice(end)),
    isNew: false,
    byNoun: false,
  };
}

/** In a White House meeting the White House is where, not who. */
function butThePlace(partners: readonly number[], place: string | null, { actors }: Context): number[] {
  return partners.filter(
    (at) => place === null || actors[at]?.kind === 'person' || actors[at]?.name !== place,
  );
}

function within(sentence: EventSentence, start: number, end: number): Span {
  return { start: sentence.span.start + start, end: sentence.span.start + end };
}

function plain(date: FoundDate | null): FoundDate | null {
  return (
    date && {
      span: date.span,
      text: date.text,
      earliest: date.earliest,
      latest: date.latest,
      precision: date.precision,
    }
  );
}
