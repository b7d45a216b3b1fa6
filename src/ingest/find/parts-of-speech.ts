import weights from './parts-of-speech-weights.json' with { type: 'json' };
import type { Token } from './tokens.ts';

/** Penn tags, the rare ones joined to their neighbours: NNPS is NNP; PDT, DT; WDT, WP and WP$, WH; what is left, UH. */
// biome-ignore format: a list to be read across
export const PARTS = [
  'NN', 'NNS', 'NNP', 'JJ', 'VB', 'VBD', 'VBG', 'VBN', 'VBP', 'VBZ', 'MD', 'RB', 'RP', 'IN', 'TO', 'DT', 'CD',
  'PRP', 'PRP$', 'CC', 'WH', 'WRB', 'EX', 'POS', 'UH', 'SIGN',
] as const;

export type Part = (typeof PARTS)[number];

export const PART = Object.fromEntries(PARTS.map((part, index) => [part, index])) as Record<Part, number>;

/** Pairs of a part and its weight, one after the other. */
export type PartRow = readonly number[];

export interface PartWeights {
  /** Words of which nearly every one is the same part. */
  readonly fixed: Readonly<Record<string, number>>;
  /** For each of `TEMPLATES`: the rows of its values. */
  readonly rows: readonly Readonly<Record<string, PartRow>>[];
}

export type PartTagger = (tokens: readonly Token[]) => Uint8Array;

const NONE: PartRow = [];
const START = '<';
const PARTS_AND_START = PARTS.length + 1;

/** The tagger at its committed weights, read at the first text. */
export function partsOfSpeechOf(tokens: readonly Token[]): Uint8Array {
  tagger ??= partTaggerOf(weights as PartWeights);
  return tagger(tokens);
}

let tagger: PartTagger | null = null;

/** A greedy tagger: each choice sees the two before. Linear in the text. */
export function partTaggerOf({ fixed, rows }: PartWeights): PartTagger {
  const known = new Map(Object.entries(fixed));
  const tables = rows.map((table) => new Map(Object.entries(table)));
  const rowOf = (template: number, value: string) => tables[template]?.get(value) ?? NONE;
  const wordRows = keptWordRows(rowOf);
  const scores = new Float64Array(PARTS.length);
  const add = (row: PartRow) => {
    for (let slot = 0; slot < row.length; slot += 2) scores[row[slot]!]! += row[slot + 1]!;
  };
  return (tokens) => {
    const parts = new Uint8Array(tokens.length);
    for (let at = 0; at < tokens.length; at += 1) {
      const sure = fixedPart(tokens[at]!) ?? known.get(tokens[at]!.lower);
      if (sure !== undefined) {
        parts[at] = sure;
        continue;
      }
      scores.fill(0);
      const [before, second] = partsBefore(parts, at);
      const word = wordRows(wordAt(tokens, at));
      word.own.forEach(add);
      add(rowOf(4, formAt(tokens, at)));
      add(rowOf(5, signOf(before)));
      add(rowOf(6, signOf(before * PARTS_AND_START + second)));
      const [left, right] = [wordRows(wordAt(tokens, at - 1)), wordRows(wordAt(tokens, at + 1))];
      add(left.asLeft);
      right.asRight.forEach(add);
      add(wordRows(wordAt(tokens, at + 2)).asNext);
      word.behind[before] ??= rowOf(11, signOf(before) + wordAt(tokens, at));
      add(word.behind[before]);
      add(left.asLeftEnding);
      add(rowOf(13, shapeAt(tokens, at + 1)));
      parts[at] = highest(scores);
    }
    return parts;
  };
}

/** The rows of a word wherever it stands, by the templates that look at nothing else. */
interface WordRows {
  readonly own: readonly PartRow[];
  readonly asLeft: PartRow;
  readonly asLeftEnding: PartRow;
  readonly asRight: readonly PartRow[];
  readonly asNext: PartRow;
  /** By the part before it. */
  readonly behind: PartRow[];
}

const MOST_KEPT = 30_000;

/** The same words come again and again: their rows are looked up once. */
function keptWordRows(rowOf: (template: number, value: string) => PartRow): (word: string) => WordRows {
  const kept = new Map<string, WordRows>();
  return (word) => {
    const known = kept.get(word);
    if (known) return known;
    const ending = word.slice(-3);
    const rows: WordRows = {
      own: [rowOf(0, word), rowOf(1, ending), rowOf(2, word.slice(-2)), rowOf(3, word.slice(0, 2))],
      asLeft: rowOf(7, word),
      asLeftEnding: rowOf(12, ending),
      asRight: [rowOf(8, word), rowOf(9, ending)],
      asNext: rowOf(10, word),
      behind: [],
    };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(word, rows);
    return rows;
  };
}

/** Signs and figures need no weighing. */
export function fixedPart(token: Token): number | undefined {
  if (token.shape === 'sign') return PART.SIGN;
  return token.shape === 'number' ? PART.CD : undefined;
}

/** What is looked at for one token, one value for each template, as the weights are fitted. */
export function valuesAt(tokens: readonly Token[], parts: Uint8Array, at: number): string[] {
  const { lower } = tokens[at]!;
  const [left, right] = [wordAt(tokens, at - 1), wordAt(tokens, at + 1)];
  const [before, second] = partsBefore(parts, at);
  return [
    lower,
    lower.slice(-3),
    lower.slice(-2),
    lower.slice(0, 2),
    formAt(tokens, at),
    signOf(before),
    signOf(before * PARTS_AND_START + second),
    left,
    right,
    right.slice(-3),
    wordAt(tokens, at + 2),
    signOf(before) + lower,
    left.slice(-3),
    shapeAt(tokens, at + 1),
  ];
}

function partsBefore(parts: Uint8Array, at: number): [number, number] {
  return [at > 0 ? parts[at - 1]! : PARTS.length, at > 1 ? parts[at - 2]! : PARTS.length];
}

const signOf = (number: number) => String.fromCharCode(65 + number);

/** Whether it is capital and opens a sentence, has a hyphen, and how it ends. */
function formAt(tokens: readonly Token[], at: number): string {
  const { lower, shape, afterBreak } = tokens[at]!;
  const opens = at === 0 || afterBreak || /^[.?!:“"]$/.test(tokens[at - 1]!.text);
  const capital = shape === 'capital' ? (opens ? 'C' : 'c') : 'l';
  return `${capital}${lower.includes('-') ? '-' : ''}${lower.length > 3 ? lower.slice(-1) : ''}`;
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.lower ?? START;
}

function shapeAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.shape ?? START;
}

export function highest(scores: Float64Array): number {
  let best = 0;
  for (let part = 1; part < scores.length; part += 1) if (scores[part]! > scores[best]!) best = part;
  return best;
}
