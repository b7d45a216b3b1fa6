import type { FoundActor } from '../../reading.ts';
import { type Clause, clauseAround } from './event-clauses.ts';
import { compoundActors } from './event-compounds.ts';
import { FIRMS, PAIR, TAKES_PART } from './event-cues.ts';
import type { EventSentence } from './event-sentence.ts';

/** What the sentences before tell about who is meant by "she" and "the two". */
export interface Context {
  readonly today: string | null;
  readonly actors: readonly FoundActor[];
  /** People named so far, latest last. */
  readonly people: readonly number[];
  readonly organizations: readonly number[];
  /** The first person of the last sentence that names one: whom "she" of the next most often means. */
  readonly subject: number | null;
}

/** Who takes part in an event that a noun names: those named in its phrase, and who does what its clause tells. */
export function partnersOfNoun(
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
  if (opening && told.length === 0 && PAIR_BEHIND.test(text.slice(end)))
    return latestTwo(context, sentence, phrase);
  if (opening) return unique([...told, ...firstAfter(sentence, clause.to)]);
  const takesPart =
    IN_A_CALL.test(text.slice(clause.from, end)) ||
    TAKES_PART.test(text.slice(clause.from, phrase)) ||
    /^\s+(?:\S+ ){0,2}with\b/.test(text.slice(end));
  return takesPart ? unique([...told, ...subjectsOf(sentence, context, phrase, clause.from)]) : told;
}

/** "At Friday’s summit in Lindrow both presidents promised". */
const PAIR_BEHIND = new RegExp(`^[^.;:“"]{0,50}${PAIR.source}`, 'i');
/** Who does something in a call is one of those who talk. */
const IN_A_CALL = /\b(?:in|during|over) (?:a|an|the) (?:\S+ )?call$/;

const SAID_IN = /\b(?:said|wrote|announced|declared|warned|added)\s+(?:\w+\s+)?in\s+$/;

/** "Vell and Quorn said in a joint statement": both made it. */
export function authorsOf(sentence: EventSentence, context: Context, phrase: number): number[] {
  const said = SAID_IN.exec(sentence.text.slice(0, phrase));
  if (!said) return [];
  const { from } = clauseAround(sentence.text, said.index, said.index + said[0].length);
  if (/\bsides\b/.test(sentence.text.slice(from, said.index))) return [];
  return subjectsOf(sentence, context, said.index, from);
}

function firstAfter(sentence: EventSentence, from: number): number[] {
  const next = sentence.actors.find((each) => each.start >= from);
  return next && next.start - from < 40 && !isPossessive(sentence.text, next.end) ? [next.actor] : [];
}

/** Who does what a clause tells: the names nearest before, or those whom a pronoun there stands for. */
export function subjectsOf(
  sentence: EventSentence,
  context: Context,
  before: number,
  from: number,
): number[] {
  const { text, actors } = sentence;
  const inClause = actors.filter(
    (each) => each.start >= from && each.end <= before && !isPossessive(text, each.end),
  );
  const words = text.slice(from, before);
  if (inClause.length > 0 && SECOND_VERB.test(words)) return leading(text, inClause);
  if (inClause.length > 0) return coordinated(text, inClause);
  if (FIRMS.test(words)) return context.organizations.slice(-2);
  if (PAIR.test(words)) return latestTwo(context, sentence, before);
  if (!/\b(?:he|she|who|his|her)\b/i.test(words) && words.trim().split(/\s+/).length > 3) return [];
  const earlier = actors.filter(
    (each) => each.end <= from && !isPossessive(text, each.end) && isPerson(context, each.actor),
  );
  if (earlier[0] && !BEHIND_PREPOSITION.test(text.slice(0, earlier[0].start)))
    return [earlier[0].actor, ...counterpart(text, earlier)];
  const last = context.subject ?? context.people.at(-1);
  return last !== undefined && /\b(?:he|she)\b/i.test(words) ? [last] : [];
}

/** "Marwen of Corrane and her colleague from Orsvik, Dufort, will …": both. */
function counterpart(text: string, [first, second]: EventSentence['actors']): number[] {
  if (!first || !second) return [];
  const between = text.slice(first.end, second.start);
  return /^(?:,? of (?:\p{Lu}\S*\s?)+)?\s?and (?:his|her|their|its) [\p{L}\s-]{3,50}, $/u.test(between)
    ? [second.actor]
    : [];
}

const BEHIND_PREPOSITION = /\b(?:with|of|by|to|for|from|against|between)\s+(?:\p{Lu}[\p{L}.-]*\s+){0,3}$/u;

/** "Marwen met Dufort on Monday and held talks with Quorn": Marwen held them. */
const SECOND_VERB =
  /\band (?:(?:then|later|also|will|would|has|had) )*(?:held |had |have |hold |attended |hosted |opened |signed |joined )?$/;

function leading(text: string, actors: EventSentence['actors']): number[] {
  const [first, second] = actors;
  if (!first || BEHIND_PREPOSITION.test(text.slice(0, first.start))) return coordinated(text, actors);
  const both = second && /^,? and $/.test(text.slice(first.end, second.start));
  return both ? [first.actor, second.actor] : [first.actor];
}

function coordinated(text: string, actors: EventSentence['actors']): number[] {
  const found: number[] = [];
  for (let at = actors.length - 1; at >= 0; at--) {
    const each = actors[at]!;
    const next = actors[at + 1];
    if (
      next &&
      !/^(?:, \d{1,3})?(?:\s*,)?(?:\s+and\b|,|\s+of\b|\s+or\b)[^.;]{0,40}$/.test(
        text.slice(each.end, next.start),
      )
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

/** Those named behind a verb, up to what they are met for. */
export function objectsOf({ text, actors }: EventSentence, from: number, to: number): number[] {
  const purpose = /\sto [a-z]/.exec(text.slice(from, to));
  const end = purpose ? from + purpose.index : to;
  return actors
    .filter((each, at) => {
      const inside = each.start >= from && each.end <= end && !isPossessive(text, each.end);
      return inside && !describes(text, each, actors[at + 1]);
    })
    .map((each) => each.actor);
}

/** "The leader of the Dockers’ Union, Ada Quorn": the union is not met. */
function describes(
  text: string,
  each: EventSentence['actors'][number],
  next: EventSentence['actors'][number] | undefined,
): boolean {
  const behind = next && text.slice(each.end, next.start);
  return behind === ', ' && /\bof (?:the )?$/.test(text.slice(0, each.start));
}

export function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
