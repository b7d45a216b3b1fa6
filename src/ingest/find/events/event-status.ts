import type { EventStatus, FoundDate, Span } from '../../reading.ts';
import { tenseAround } from '../dates/tense.ts';
import type { Clause } from './event-clauses.ts';
import { CANCELLING, DENYING, NEGATED_PLAN, PLANNED_NOUN, PLANNING } from './event-cues.ts';

const DENIED_THAT = /\bden(?:y|ied|ies|ying)\b[^,;.]{0,40}$/i;
const PLANNED_ONCE =
  /\b(?:was|were|had been) (?:first|originally|initially|previously) (?:planned|scheduled|set|due)\b/i;

/** Of an event told by a verb: its auxiliaries decide, then its date. */
export function verbStatus(
  text: string,
  verb: Span,
  clause: Clause,
  date: FoundDate | null,
  today: string | null,
): EventStatus {
  const before = text.slice(clause.from, verb.start);
  if (DENIED_THAT.test(text.slice(0, clause.from)) || DENYING.test(before)) return 'denied';
  if (NEGATED_PLAN.test(before)) return 'cancelled';
  if (CANCELLING.test(before) && /\bto $/.test(before)) return 'cancelled';
  if (PLANNING.test(before)) return unlessOver(date, today);
  if (/^(?:meets?|votes?|visits?|travels? to|goes on trial)$/.test(text.slice(verb.start, verb.end))) {
    return date && today !== null && date.earliest >= today ? 'planned' : 'happened';
  }
  return date && today !== null && date.earliest > today ? 'planned' : 'happened';
}

/** Of an event told by a noun. */
export function nounStatus(
  text: string,
  noun: Span,
  clause: Clause,
  date: FoundDate | null,
  today: string | null,
): EventStatus {
  const around = text.slice(Math.max(clause.from, noun.start - 60), Math.min(clause.to, noun.end + 140));
  if (CANCELLING.test(around) || PLANNED_ONCE.test(around)) return 'cancelled';
  const words = text.slice(noun.start, noun.end);
  const before = text.slice(clause.from, noun.start);
  if (/\bden(?:y|ied|ies|ying)\b/i.test(text.slice(Math.max(0, noun.start - 60), noun.start)))
    return 'denied';
  if (/^no\b/i.test(words)) return /\b(?:was|were)\s+$/i.test(before) ? 'denied' : 'cancelled';
  if (date && today !== null && date.latest < today) return 'happened';
  if (date && today !== null && date.earliest > today) return 'planned';
  if (PLANNED_NOUN.test(words)) return 'planned';
  return tenseAround(text, noun.start, noun.end) === 'future' ? unlessOver(date, today) : 'happened';
}

function unlessOver(date: FoundDate | null, today: string | null): EventStatus {
  return date && today !== null && date.latest < today ? 'happened' : 'planned';
}
