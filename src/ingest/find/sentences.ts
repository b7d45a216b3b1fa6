import type { Span } from '../reading.ts';

/** Paragraphs in order, trimmed. A hard-wrapped block is one paragraph; otherwise a single newline parts two. */
export function paragraphsOf(text: string): Span[] {
  return blocksOf(text).flatMap((block) => (isHardWrapped(text, block) ? [block] : linesOf(text, block)));
}

/** Sentences in order, trimmed; none crosses a paragraph, and together they hold all that is not space. */
export function sentencesOf(text: string): Span[] {
  return paragraphsOf(text).flatMap((paragraph) => sentencesIn(text, paragraph));
}

const BLANK_LINE = /\r?\n[^\S\n]*\n\s*/g;
const HARD_WRAP_WIDTH = 100;
const ENDS_A_PARAGRAPH = /[.!?…:;][”’"')\]]*$/;

function blocksOf(text: string): Span[] {
  return splitBy(text, { start: 0, end: text.length }, BLANK_LINE);
}

function linesOf(text: string, block: Span): Span[] {
  return splitBy(text, block, /\r?\n/g);
}

function splitBy(text: string, span: Span, separator: RegExp): Span[] {
  const found: Span[] = [];
  let start = span.start;
  for (const match of text.slice(span.start, span.end).matchAll(separator)) {
    pushTrimmed(found, text, start, span.start + match.index);
    start = span.start + match.index + match[0].length;
  }
  pushTrimmed(found, text, start, span.end);
  return found;
}

function pushTrimmed(found: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  if (start < end) found.push({ start, end });
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

function isHardWrapped(text: string, block: Span): boolean {
  const lines = linesOf(text, block);
  const inner = lines.slice(0, -1);
  if (inner.length === 0 || lines.some((line) => line.end - line.start > HARD_WRAP_WIDTH)) return false;
  const broken = inner.filter(
    (line) => !ENDS_A_PARAGRAPH.test(text.slice(Math.max(line.start, line.end - 5), line.end)),
  );
  const width = Math.max(...inner.map((line) => line.end - line.start));
  const short = inner.filter((line, at) => hasRoomFor(text, line, lines[at + 1]!, width));
  return width >= 50 && broken.length * 2 > inner.length && short.length * 2 < inner.length;
}

/** Whether the first word of the next line would still have stood in a line: it was ended on purpose. */
function hasRoomFor(text: string, line: Span, next: Span, width: number): boolean {
  const [word = ''] = text.slice(next.start, next.end).split(/\s/, 1);
  return line.end - line.start + 1 + word.length <= width;
}

// A run of marks may hold spaces ("each other. ... So"); what closes after it belongs to the sentence.
const TERMINATOR = /[.!?…](?:[^\S\n]?[.!?…]){0,9}[”’"'»)\]]{0,4}(?=\s)/g;
const OPENS_A_SENTENCE = /\s+[“‘"'«([—–-]{0,3}\s?[\p{Lu}\p{Lt}\p{N}\p{Lo}]/uy;

function sentencesIn(text: string, paragraph: Span): Span[] {
  const found: Span[] = [];
  let start = paragraph.start;
  TERMINATOR.lastIndex = start;
  for (let match = TERMINATOR.exec(text); match; match = TERMINATOR.exec(text)) {
    const end = match.index + match[0].length;
    if (end >= paragraph.end) break;
    if (!endsASentence(text, match.index, match[0])) continue;
    pushTrimmed(found, text, start, end);
    start = end;
  }
  pushTrimmed(found, text, start, paragraph.end);
  return found;
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Sr|Sra|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Gov|Sen|Sens|Rep|Reps|Pres|Hon|Supt|Insp|Det|Amb|Sec|St|Ste|Mt|Ft|vs|v|cf|e\.g|i\.e|approx|No|Nos|Art|Vol|pp)$/;
const MONTH = /^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$/;
const SHORT_FORM =
  /^(?:Inc|Corp|Ltd|Co|Bros|LLC|Jr|Sr|Ph\.D|etc|al|a\.m|p\.m|Ave|Blvd|Rd|Dept|Univ|Assn|Calif|Mass|Minn|Wash|Pa|Va|Fla|Ariz|Colo|Conn|Ill|Ind|Kan|Ky|La|Md|Mich|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Tex|Vt|Wis|Wyo|(?:\p{L}\.)+\p{L})$/u;
const SENTENCE_STARTER =
  /\s+[“‘"'([]{0,2}(?:The|A|An|He|She|It|They|We|I|You|His|Her|Their|Its|Our|My|This|That|These|Those|There|In|On|At|By|For|From|With|After|Before|But|And|Or|So|Yet|If|When|While|Although|Though|As|Since|Some|Many|Most|All|No|Not|Both|What|Who|How|Why|Where|Then|Now|Asked|Under|Officials|Critics|Police)\b/y;
const SAYS =
  /\s+(?:[\p{L}.’'-]+ ){1,6}?(?:said|says|told|asked|asks|wrote|writes|added|shouted|cried|replied|answered|exclaimed|wondered|yelled|demanded|declared|posted|tweeted|recalled|remarked|joked|called|quipped|continued)\b/uy;

function endsASentence(text: string, at: number, marks: string): boolean {
  const after = at + marks.length;
  if (!matchesAt(OPENS_A_SENTENCE, text, after)) return false;
  if (/[”’"'»]$/.test(marks)) return !/^[!?…]/.test(marks) || !matchesAt(SAYS, text, after);
  if (marks !== '.') return true;
  const word = wordBefore(text, at);
  if (TITLE.test(word)) return word === 'No' && !/^\s+\d/.test(text.slice(after, after + 4));
  if (MONTH.test(word)) return !/^\s+\d/.test(text.slice(after, after + 4));
  if (/^\p{Lu}$/u.test(word)) return matchesAt(SENTENCE_STARTER, text, after);
  return !SHORT_FORM.test(word) || matchesAt(SENTENCE_STARTER, text, after);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function wordBefore(text: string, at: number): string {
  return /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0].replace(/^\.+/, '') ?? '';
}
