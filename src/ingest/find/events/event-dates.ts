import type { Clause } from './event-clauses.ts';
import { EVENT_ABOUT, IMAGINED, OTHER_DATING } from './event-cues.ts';
import type { EventSentence } from './event-sentence.ts';

type SentenceDate = EventSentence['dates'][number];

/** "Thursday's call", "the August summit", then "a meeting Friday with …", "… was planned for Nov. 6". */
export function dateOfNoun(
  sentence: EventSentence,
  phrase: number,
  end: number,
  clause: Clause,
): SentenceDate | null {
  const { text, dates } = sentence;
  const inside = dates.find((date) => date.end >= phrase && date.start < end);
  if (inside) return inside;
  const after = dates.find((date) => date.start >= end && date.end <= clause.to);
  if (after && datesTheNoun(text.slice(0, phrase), text.slice(end, after.start))) return after;
  const justBefore = dates.find(
    (date) => JUST_BEFORE.test(text.slice(date.end, phrase)) && date.end <= phrase,
  );
  if (justBefore) return justBefore;
  const held = HELD_AFTER_APPOSITION.exec(text.slice(end));
  const behind = held && dates.find((date) => date.start === end + held[0].length);
  if (behind) return behind;
  return IMAGINED.test(text.slice(0, phrase)) ? null : frontedDate(sentence, clause, phrase);
}

export function dateOfVerb(
  sentence: EventSentence,
  start: number,
  end: number,
  clause: Clause,
): SentenceDate | null {
  const { text, dates } = sentence;
  const after = dates.find((date) => date.start >= end && date.end <= clause.to);
  if (after && !OTHER_DATING.test(text.slice(end, after.start))) return after;
  // "Asked him on Tuesday to meet her": the asking has that date, not the meeting.
  if (/\bto\s+$/.test(text.slice(0, start))) return null;
  const before = dates.find((date) => date.start >= clause.from && date.end <= start);
  if (before && !OTHER_DATING.test(text.slice(before.end, start))) return before;
  return frontedDate(sentence, clause, start);
}

// "Will sign it on Monday at a ceremony".
const JUST_BEFORE = /^,? (?:at|during) $/;
// "His meeting with the union’s leader, Ada Quorn, is on Friday".
const HELD_AFTER_APPOSITION =
  /^[^,.;:]{0,60}, [^,.;:]{3,60}, (?:is|was|will be|had been|has been|were|are) (?:to be )?(?:held |due |planned |scheduled |set |expected )?(?:for |in |on )/;
const ANOTHER_SUBJECT =
  /,\s+(?:\p{Lu}[\p{L}.’'-]*\s+)+(?:\p{Ll}+ed|met|held|told|took|made|gave|went|came|will|would)\b/u;
const FINITE = /\b(?:is|are|was|were|will|would|has|have|had)\b/i;
const INSIDE_ANOTHER = /\b(?:into|of|about|over|against|from|to|for|with)\s+$/i;

/** Not in "the inquiry into the flood is to report on 19 June", nor in "put the agreement to his members next week". */
function datesTheNoun(before: string, between: string): boolean {
  if (INSIDE_ANOTHER.test(before) && FINITE.test(between)) return false;
  if (EVENT_ABOUT.test(before) || ANOTHER_SUBJECT.test(between)) return false;
  return !OTHER_DATING.test(between) && !/\bto (?:his|her|its|their|our|the|a|an)\b/i.test(between);
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
  return /^\s*,/.test(text.slice(first.end)) && !/[^\s,]/.test(text.slice(first.end, clause.from))
    ? first
    : null;
}
