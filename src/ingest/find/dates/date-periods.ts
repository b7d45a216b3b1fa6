import {
  type ReadPeriod,
  readAgo,
  readDecade,
  readFewDaysAgo,
  readLength,
  readMonth,
  readSeason,
  readUnit,
  readYear,
} from './date-readings.ts';
import type { DateReference, RawDate } from './date-reference.ts';
import { tenseAround } from './tense.ts';

/** Weeks, months, seasons, years and decades in a sentence. */
export function periodsIn(reference: DateReference): RawDate[] {
  const found: RawDate[] = [];
  const hints = hintsIn(reference.sentence);
  for (const { needs, pattern, read } of PERIODS) {
    if ((hints & needs) !== needs) continue;
    for (const match of reference.sentence.matchAll(pattern)) {
      const words = match.groups?.words ?? match[0];
      const start = match.index + match[0].lastIndexOf(words);
      const tense = () => tenseAround(reference.sentence, start, start + words.length);
      const period = read(match.groups ?? {}, reference.today, tense);
      if (period) found.push({ start, end: start + words.length, ...period });
    }
  }
  return found;
}

const MONTH_NAME =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\\.)';
const YEAR = '(?<year>(?:1[6-9]|20)\\d\\d)(?![\\d%])(?![,.]\\d)';
const PART = '(?:(?:early|mid|late|the (?:start|beginning|middle|end) of)[\\s-]+(?:in\\s+)?)?';
const LEAD =
  '(?:in|since|until|till|by|from|during|through|throughout|between|of|before|after|to|and|for|early|mid|late|around|about|as early as)';
// What a number that is no year would count.
const NO_COUNT =
  '(?!\\s+(?:people|persons|men|women|children|workers|jobs|homes|houses|votes|seats|troops|soldiers|tons?|tonnes|miles|kilometers|kilometres|km|meters|metres|feet|pages|times|dollars|euros|pounds|points|cases|residents|students|members|families|others|acres|hectares|square)\\b)';
const NO_NOUN =
  '(?<!\\b(?:for|of|to|and|about|around|with)\\s+\\d{4}(?=\\s+(?!(?:and|to|in|by|when|for|as|at|or|but|until|through|with|after|before|on|because|that|which|who|from|is|was|are|were|had|has)\\b)[a-z]))';
const SEASON = '(?<season>spring|summer|autumn|fall|winter)';
const FORMER_LATTER = '(?<which>this past|last|this|next|past|the coming|the previous|that same)';

const COUNT =
  '(?<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple of|several|\\d{1,2})';

/** Without these no pattern finds anything, and most sentences have none. */
const [MONTH_HINT, FIGURE_HINT, UNIT_HINT, SEASON_HINT] = [1, 2, 4, 8];
const HINTS: readonly (readonly [hint: number, pattern: RegExp])[] = [
  [MONTH_HINT, /Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec/],
  [FIGURE_HINT, /\d/],
  [UNIT_HINT, /day|week|month|year|decade/i],
  [SEASON_HINT, /spring|summer|autumn|fall|winter/i],
];

export function hintsIn(sentence: string): number {
  let hints = 0;
  for (const [hint, pattern] of HINTS) if (pattern.test(sentence)) hints |= hint;
  return hints;
}

interface Period {
  /** Hints of all kinds that its pattern can't do without. */
  readonly needs: number;
  readonly pattern: RegExp;
  readonly read: ReadPeriod;
}

export const PERIODS: readonly Period[] = [
  {
    needs: MONTH_HINT | FIGURE_HINT,
    pattern: new RegExp(`\\b(?<words>${PART}${MONTH_NAME},?\\s+(?:of\\s+)?${YEAR})`, 'g'),
    read: readMonth,
  },
  {
    needs: MONTH_HINT,
    pattern: new RegExp(
      `\\b(?:${LEAD}|(?<which>this past|last|this|next))[\\s-]+(?<words>${MONTH_NAME})(?![\\w’'-])(?!\\.?\\s+(?:\\d|\\p{Lu}\\p{Ll}))`,
      'gu',
    ),
    read: readMonth,
  },
  {
    needs: MONTH_HINT,
    pattern: new RegExp(
      `\\b(?:the\\s+)?(?<words>${MONTH_NAME})(?<event>[’']s\\s+\\w|\\s+(?:meeting|summit|vote|election|elections|referendum|attack|raid|flood|floods|storm|strike|talks|deal|agreement|protest|protests|ruling|decision|speech|statement|conference|report|deadline|budget)\\b)`,
      'g',
    ),
    read: readMonth,
  },
  {
    needs: UNIT_HINT,
    pattern: new RegExp(
      `\\b(?<words>(?:(?:earlier|later|late|early)\\s+)?${FORMER_LATTER}\\s+(?<unit>week|weekend|month|year))\\b(?![’']s?-)`,
      'gi',
    ),
    read: readUnit,
  },
  {
    needs: UNIT_HINT,
    pattern: /\b(?:over|on|during|at) (?<words>(?:the|that) (?<unit>weekend))\b/gi,
    read: readUnit,
  },
  {
    needs: UNIT_HINT,
    pattern:
      /\b(?<words>(?<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|one|\d{1,2}) (?<unit>week|month|year|decade)s? ago)\b/gi,
    read: readAgo,
  },
  { needs: UNIT_HINT, pattern: /\b(?<words>a (?<count>few|couple of) days ago)\b/gi, read: readFewDaysAgo },
  {
    needs: UNIT_HINT,
    pattern: new RegExp(
      `\\b(?:over|in|for|during|within|throughout) (?:the )?(?<words>(?:(?:past|last) ${COUNT}|past) (?<unit>day|week|month|year|decade)s?)\\b`,
      'gi',
    ),
    read: readLength,
  },
  {
    needs: SEASON_HINT,
    pattern: new RegExp(
      `\\b(?<words>(?:${FORMER_LATTER}\\s+)${SEASON})\\b(?!\\s+(?:of\\b|short|apart))`,
      'gi',
    ),
    read: readSeason,
  },
  {
    needs: SEASON_HINT | FIGURE_HINT,
    pattern: new RegExp(`\\b(?<words>${SEASON}(?:\\s+of|,)?\\s+${YEAR})`, 'gi'),
    read: readSeason,
  },
  {
    needs: SEASON_HINT,
    pattern: new RegExp(
      `\\b(?:in|since|until|by) the (?:early |late )?(?<words>${SEASON})(?=[\\s]*(?:[,.;]|$|and\\b|when\\b|after\\b))`,
      'g',
    ),
    read: readSeason,
  },
  {
    needs: FIGURE_HINT,
    pattern: /\b(?:the\s+|early\s+|mid-?|late\s+)?(?<words>(?<decade>(?:1[6-9]|20)\d)0s)\b/gi,
    read: readDecade,
  },
  { needs: FIGURE_HINT, pattern: /\bthe (?<words>[’'](?<short>[2-9]0)s)\b/gi, read: readDecade },
  {
    needs: FIGURE_HINT,
    pattern: new RegExp(`\\b${LEAD}[\\s-]+(?<words>${YEAR})${NO_COUNT}(?![\\w’'-])${NO_NOUN}`, 'gi'),
    read: readYear,
  },
  {
    needs: FIGURE_HINT,
    pattern: new RegExp(`\\b(?:the|a) (?<words>${YEAR})(?=\\s+[a-z])${NO_COUNT}`, 'g'),
    read: readYear,
  },
];
