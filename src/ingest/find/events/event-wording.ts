import type { EventKind } from '../../reading.ts';
import type { EventCandidate } from './event-candidates.ts';

/** They point at an event from where the article stands, or judge it, and name nothing. */
const DROPPED =
  /^(?:a|an|the|this|that|these|those|his|her|their|its|our|my|no|any|another|each|every|one|own|other|separate|first|second|third|next|last|coming|upcoming|planned|proposed|scheduled|postponed|cancell?ed|subsequent|previous|earlier|later|recent|new|future|possible|potential|final|latest|initial|immediate|additional|in-person|further|tense|productive|brief|short|long|key|crucial|important|historic|rare|big|biggest|sharpest|only|same|such|early|late|\S+-(?:hour|minute|day|week|month)|\d\S*)$/i;

/** "Mayoral election" for "Sunday’s own mayoral election": what the article itself calls it; null where a verb tells it. */
export function phraseOf({ byNoun, span, date }: EventCandidate, text: string): string | null {
  if (!byNoun) return null;
  const words = text.slice(span.start, span.end);
  const bare = date === null ? words : words.replace(date.text, '').replace(/^[’']s?\s+/, '');
  const [head = '', ...rest] = bare.trim().split(/\s+/).reverse();
  const kept = rest.filter((word) => !DROPPED.test(word));
  return [...kept.reverse(), head].join(' ');
}

const NAME = "\\p{Lu}[\\p{L}\\p{M}’'-]*(?:\\s+(?:of\\s+(?:the\\s+)?)?\\p{Lu}[\\p{L}\\p{M}’'-]*)*";
const THE_THING =
  'the\\s+(?:[\\p{Ll}-]+\\s+)?[\\p{Ll}-]+(?=[.,;:)]|\\s+(?:on|in|at|by|next|this|last|and|was|is|will|which|that|had|has|would|for)\\b|$)';
const ABOUT = new RegExp(`^\\s+(on|over|of|for|against)\\s+((?:the\\s+)?${NAME}|${THE_THING})`, 'u');
const TIME =
  /^(?:the\s+)?(?:(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\w*|may|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\S*\s?(?:year|month|week|day|night|evening|morning|afternoon|weekend|century|time|first|second|same day))\b/i;
const LINKS: Partial<Record<EventKind, RegExp>> = {
  vote: /^(?:on|over|against)$/,
  trial: /^(?:of|over)$/,
  protest: /^(?:against|over)$/,
  attack: /^(?:on|against)$/,
  agreement: /^(?:on|over)$/,
  ceremony: /^(?:of|for)$/,
  election: /^(?:for|of)$/,
};

/** "On the Kessary Dam", "of Gerrit Vandry": what the words right behind say it was about; null where they say nothing. */
export function objectOf({ kind, span }: EventCandidate, text: string): string | null {
  const link = LINKS[kind];
  const match = ABOUT.exec(text.slice(span.end, span.end + 100));
  if (!link || !match?.[1] || !match[2] || !link.test(match[1]) || TIME.test(match[2])) return null;
  return `${match[1]} ${match[2].replace(/[’']s$/, '')}`.replace(/\s+/g, ' ');
}

const HELPERS =
  '(?:(?:is|are|was|were|be|been|has|have|had|will|would|could|may|might|due|set|expected|scheduled|planned|agreed|to|also|then|narrowly|overwhelmingly|unanimously|again|later|both)\\s+)*';
const BODY =
  '[Aa]ssembly|[Cc]ouncil|[Pp]arliament|[Cc]abinet|[Cc]ommittee|[Bb]oard|[Ll]egislature|[Cc]ongress|[Ss]enate|[Cc]ommission|jury|panel|Knesset|Bundestag';
const BODY_BEFORE = new RegExp(
  `(?:^|[\\s“"])(?:[Tt]he\\s+)?((?:\\p{Lu}[\\p{L}’'-]*\\s+){0,3}(?:(?:city|town|county|district)\\s+)?(?:${BODY}))\\s+${HELPERS}$`,
  'u',
);
const PEOPLE =
  'leaders|ministers|presidents|premiers|mayors|negotiators|diplomats|envoys|governments|generals';
const PEOPLE_BEFORE = new RegExp(
  `\\b(?:[Tt]he|[Tt]heir|[Bb]oth|[Tt]wo|[Ii]ts)\\s+((?:(?:foreign|defen[cs]e|finance|prime|party|union|\\p{Lu}\\p{L}*)\\s+)?(?:${PEOPLE})(?:\\s+of\\s+${NAME}(?:\\s+and\\s+${NAME})?)?)\\s+${HELPERS}$`,
  'u',
);

/** Who does what a verb tells: a body ("Corrane Assembly") or people by their office; null for all others. */
export function doerOf(
  { span, byNoun }: EventCandidate,
  text: string,
): { readonly body: boolean; readonly words: string } | null {
  if (byNoun) return null;
  const before = text.slice(Math.max(0, span.start - 100), span.start);
  const body = BODY_BEFORE.exec(before)?.[1];
  if (body) return { body: true, words: body.replace(/^The\s+/, '') };
  const people = PEOPLE_BEFORE.exec(before)?.[1];
  return people ? { body: false, words: people } : null;
}

const SENTENCED = /^\s+((?:\p{Lu}[\p{L}’'-]*\s+|[\p{Ll}-]+\s+){1,5}?)to\b/u;
const CONVICTED = new RegExp(`(${NAME})(?:,[^,]{1,40},)?\\s+(?:has\\s+|had\\s+)?$`, 'u');
const ELECTED = new RegExp(`^\\s+((?:[\\p{Ll}-]+\\s+){1,3}of\\s+(?:the\\s+)?${NAME})`, 'u');

/** "Of Halvary’s former harbour director" behind "sentenced", "for mayor of …" behind "elected". */
export function verbObjectOf({ kind, span, byNoun }: EventCandidate, text: string): string | null {
  if (byNoun) return null;
  const after = text.slice(span.end, span.end + 100);
  if (kind === 'election') {
    const office = ELECTED.exec(after)?.[1];
    return office ? `for ${office}` : null;
  }
  if (kind !== 'trial') return null;
  const words = text.slice(span.start, span.end);
  const whom =
    words === 'sentenced'
      ? SENTENCED.exec(after)?.[1]
      : CONVICTED.exec(text.slice(Math.max(0, span.start - 100), span.start))?.[1];
  if (!whom || /^(?:him|her|them|it|he|she|they)\b/i.test(whom)) return null;
  return `of ${whom.trim()}`;
}
