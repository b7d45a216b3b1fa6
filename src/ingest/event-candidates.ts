import { clauseAround, nounPhrase } from './event-clauses.ts';
import {
  ENCOUNTERS,
  GROUP,
  IMAGINED,
  NOUN_CUES,
  OTHER_DATING,
  PAIR,
  TAKES_PART,
  VERB_CUES,
} from './event-cues.ts';
import type { EventSentence } from './event-sentence.ts';
import { nounStatus, verbStatus } from './event-status.ts';
import type { EventKind, EventStatus, FoundActor, FoundDate, Span } from './reading.ts';

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
  readonly byNoun: boolean;
}

/** What the sentences before tell about who is meant by "she" and "the two". */
export interface Context {
  readonly today: string | null;
  readonly actors: readonly FoundActor[];
  /** People named so far, latest last. */
  readonly people: readonly number[];
}

export function candidatesIn(sentence: EventSentence, context: Context): EventCandidate[] {
  const nouns = NOUN_CUES.flatMap(({ kind, pattern }) =>
    [...sentence.text.matchAll(pattern)].map((match) => fromNoun(sentence, context, kind, match)),
  );
  const verbs = VERB_CUES.flatMap(({ kind, pattern }) =>
    [...sentence.text.matchAll(pattern)].map((match) => fromVerb(sentence, context, kind, match)),
  );
  const found = [...nouns, ...verbs].filter((each) => each !== null);
  return found.filter(holdsUp).sort((a, b) => a.span.start - b.span.start);
}

/** An event wants a date, a place or two participants; most kinds want the date. */
function holdsUp(candidate: EventCandidate): boolean {
  if (candidate.refersBack || candidate.date !== null) return true;
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
  const place = placeOfNoun(sentence, phrase.start, start, { from: end, to: clause.to });
  const participants = partnersOfNoun(sentence, context, phrase.start, end, clause);
  const definite = /^(?:the|this|that|their)$/i.test(phrase.determiner ?? '');
  const refersBack = definite && date === null && place === null && participants.length < 2;
  if (refersBack && !/^(?:[\p{Ll}-]+(?:\s|$)){0,2}$/u.test(phrase.modifiers)) return null;
  const from = Math.min(phrase.start, date && date.start < start ? date.start : phrase.start);
  const status = nounStatus(text, { start: phrase.start, end }, clause, date, context.today);
  return {
    kind,
    status,
    span: absolute(sentence, from, end),
    date: plain(date),
    place,
    participants,
    refersBack,
    byNoun: true,
  };
}

function fromVerb(
  sentence: EventSentence,
  context: Context,
  kind: EventKind,
  match: RegExpExecArray,
): EventCandidate | null {
  const { text } = sentence;
  const start = match.index;
  const end = start + match[0].length;
  const phrase = nounPhrase(text, start);
  if (/^(?:vote|votes|visit|visits)$/.test(match[0]) && phrase.determiner !== null) return null;
  const clause = clauseAround(text, start, end);
  const object = text.slice(end, clause.to);
  // "Met at a summit": the noun tells more.
  if (
    /^ (?:\w+ )?(?:at|for|in) (?:a|an|the) (?:[\p{L}-]+ ){0,3}(?:summit|conference|meeting|ceremony)\b/u.test(
      object,
    )
  )
    return null;
  const date = dateOfVerb(sentence, start, end, clause);
  const subjects = subjectsOf(sentence, context, start, clause.from);
  const objects = sentence.actors.filter(
    (each) => each.start >= end && each.end <= clause.to && !isPossessive(text, each.end),
  );
  const participants =
    kind === 'meeting' || kind === 'call' || kind === 'visit'
      ? unique([...subjects, ...objects.map((each) => each.actor)])
      : [];
  if (kind === 'meeting' && participants.length === 0 && !GROUP.test(text.slice(clause.from, start)))
    return null;
  const place = placeIn(sentence, end, clause.to);
  if (kind === 'visit' && place === null && objects.length === 0) return null;
  const status = verbStatus(text, { start, end }, clause, date, context.today);
  return {
    kind,
    status,
    span: absolute(sentence, start, end),
    date: plain(date),
    place,
    participants,
    refersBack: false,
    byNoun: false,
  };
}

type Clause = { from: number; to: number };
type SentenceDate = EventSentence['dates'][number];

/** "Thursday's call", "the August summit", then "a meeting Friday with …", then "… was planned for Nov. 6". */
function dateOfNoun(
  sentence: EventSentence,
  phrase: number,
  end: number,
  clause: Clause,
): SentenceDate | null {
  const inside = sentence.dates.find((date) => date.end > phrase - 1 && date.start < end);
  if (inside) return inside;
  const after = sentence.dates.find((date) => date.start >= end && date.end <= clause.to + 1);
  return after && !OTHER_DATING.test(sentence.text.slice(end, after.start))
    ? after
    : frontedDate(sentence, clause, phrase);
}

function dateOfVerb(
  sentence: EventSentence,
  start: number,
  end: number,
  clause: Clause,
): SentenceDate | null {
  const after = sentence.dates.find((date) => date.start >= end && date.end <= clause.to + 1);
  if (after && !OTHER_DATING.test(sentence.text.slice(end, after.start))) return after;
  const infinitive = /\bto\s+$/.test(sentence.text.slice(0, start));
  const before = sentence.dates.find((date) => date.start >= clause.from && date.end <= start);
  if (before && !infinitive && !OTHER_DATING.test(sentence.text.slice(before.end, start))) return before;
  return infinitive ? null : frontedDate(sentence, clause, start);
}

/** "On Tuesday, talks …": a date that opens the sentence dates its first clause. */
function frontedDate({ text, dates }: EventSentence, clause: Clause, before: number): SentenceDate | null {
  const first = dates[0];
  if (
    !first ||
    first.end > before ||
    !/^(?:(?:On|In|Early|Late|Earlier)\s+)*$/i.test(text.slice(0, first.start))
  )
    return null;
  return /^\s*,/.test(text.slice(first.end)) &&
    text.slice(first.end, clause.from).replace(/[\s,]/g, '') === ''
    ? first
    : null;
}

function placeIn(sentence: EventSentence, from: number, to: number): string | null {
  const place = [...sentence.places]
    .sort((a, b) => a.start - b.start)
    .find((each) => each.start >= from && each.end <= to && isPlaced(sentence.text, each.start));
  return place?.name ?? null;
}

function isPlaced(text: string, start: number): boolean {
  return /\b(?:in|at|to|near|outside|inside|visit(?:ed|s)?)\s+(?:the\s+)?(?:[\p{L}’'-]+,?\s+){0,2}$/iu.test(
    text.slice(Math.max(0, start - 40), start),
  );
}

/** "The Alaska summit", "a White House meeting"; else the first place told behind the noun. */
function placeOfNoun(sentence: EventSentence, phrase: number, noun: number, after: Clause): string | null {
  const before = sentence.places.find((each) => each.start >= phrase && each.end <= noun);
  if (before) return before.name;
  const known = /\b(White House|Oval Office|Kremlin|Camp David|Downing Street)\b/.exec(
    sentence.text.slice(phrase, noun),
  );
  return known?.[1] ?? placeIn(sentence, after.from, after.to);
}

function partnersOfNoun(
  sentence: EventSentence,
  context: Context,
  phrase: number,
  end: number,
  clause: Clause,
): number[] {
  const { text, actors } = sentence;
  const near = actors
    .filter((each) => each.start >= phrase && each.end <= clause.to)
    .map((each) => each.actor);
  const compound = compoundActors(text.slice(phrase, end), context.actors);
  const told = unique([...compound, ...near]);
  if (/^\s+between the two\b/.test(text.slice(end)))
    return unique([...told, ...latestTwo(context, sentence, phrase)]);
  if (told.length >= 2) return told;
  const opening =
    clause.from === 0 && /^(?:In|At|During|After|Before|On|Following)\b/.test(text.slice(0, phrase));
  if (opening) return unique([...told, ...firstAfter(sentence, clause.to)]);
  const takesPart =
    TAKES_PART.test(text.slice(clause.from, phrase)) || /^\s+(?:\S+ ){0,2}with\b/.test(text.slice(end));
  return takesPart ? unique([...told, ...subjectsOf(sentence, context, phrase, clause.from)]) : told;
}

/** "The Trump-Putin summit": surnames joined by a hyphen. */
function compoundActors(phrase: string, actors: readonly FoundActor[]): number[] {
  const pairs = [...phrase.matchAll(/(\p{Lu}[\p{L}’']+)[-–](\p{Lu}[\p{L}’']+)/gu)].flatMap((match) => [
    match[1],
    match[2],
  ]);
  return unique(
    pairs.flatMap((name) => actors.flatMap((actor, at) => (isCalled(actor, name ?? '') ? [at] : []))),
  );
}

function isCalled(actor: FoundActor, name: string): boolean {
  return actor.kind === 'person' && (actor.name.endsWith(` ${name}`) || actor.aliases.includes(name));
}

function firstAfter(sentence: EventSentence, from: number): number[] {
  const next = sentence.actors.find((each) => each.start >= from);
  return next && next.start - from < 40 && !isPossessive(sentence.text, next.end) ? [next.actor] : [];
}

/** Who does what a clause tells: the names nearest before, or those whom a pronoun there stands for. */
function subjectsOf(sentence: EventSentence, context: Context, before: number, from: number): number[] {
  const { text, actors } = sentence;
  const inClause = actors.filter(
    (each) => each.start >= from && each.end <= before && !isPossessive(text, each.end),
  );
  const words = text.slice(from, before);
  if (inClause.length > 0) return coordinated(text, inClause);
  if (PAIR.test(words)) return latestTwo(context, sentence, before);
  if (!/\b(?:he|she|who|his|her)\b/i.test(words) && words.trim().split(/\s+/).length > 3) return [];
  const earlier = actors.filter(
    (each) => each.end <= from && !isPossessive(text, each.end) && isPerson(context, each.actor),
  );
  if (earlier[0]) return [earlier[0].actor];
  const last = context.people.at(-1);
  return last !== undefined && /\b(?:he|she)\b/i.test(words) ? [last] : [];
}

function coordinated(text: string, actors: EventSentence['actors']): number[] {
  const found: number[] = [];
  for (let at = actors.length - 1; at >= 0; at--) {
    const each = actors[at]!;
    const next = actors[at + 1];
    if (
      next &&
      !/^(?:\s*,)?(?:\s+and\b|,|\s+of\b|\s+or\b)[^.;]{0,40}$/.test(text.slice(each.end, next.start))
    )
      break;
    found.unshift(each.actor);
  }
  return unique(found);
}

function latestTwo(context: Context, sentence: EventSentence, before: number): number[] {
  const here = sentence.actors
    .filter((each) => each.end <= before && isPerson(context, each.actor))
    .map((each) => each.actor);
  return unique([...context.people, ...here].reverse())
    .slice(0, 2)
    .reverse();
}

function isPerson(context: Context, actor: number): boolean {
  return context.actors[actor]?.kind === 'person';
}

function isPossessive(text: string, end: number): boolean {
  return /^[’'](?:s\b|\s)/.test(text.slice(end, end + 3));
}

function absolute(sentence: EventSentence, start: number, end: number): Span {
  return { start: sentence.span.start + start, end: sentence.span.start + end };
}

function plain(date: SentenceDate | null): FoundDate | null {
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

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
