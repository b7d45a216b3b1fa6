import weights from './parts-of-speech-weights.json' with { type: 'json' };
import { remembered } from './remembered.ts';
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

/** Several rows in one, packed: weights are whole numbers, so no order of adding changes a sum. */
type Sum = Int32Array;

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
  const behind = Array.from({ length: PARTS_AND_START ** 2 }, (_, parts) =>
    sumOf(rowOf(5, signOf(Math.floor(parts / PARTS_AND_START))), rowOf(6, signOf(parts))),
  );
  const shapes = remembered((shape) => sumOf(rowOf(13, shape)));
  const wordRows = wordRowsOf(rowOf, known);
  const scores = new Int32Array(PARTS.length);
  return (tokens) => {
    const parts = new Uint8Array(tokens.length);
    const words = tokens.map(({ lower }) => wordRows(lower));
    const none = wordRows(START);
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at]!;
      const word = words[at]!;
      const sure = fixedPart(token) ?? word.sure;
      if (sure !== undefined) {
        parts[at] = sure;
        continue;
      }
      const before = at > 0 ? parts[at - 1]! : PARTS.length;
      const second = at > 1 ? parts[at - 2]! : PARTS.length;
      const form = formNumber(tokens, at);
      word.own[form] ??= sumOf(...word.rows, rowOf(4, formAt(tokens, at)));
      word.behind[before] ??= sumOf(rowOf(11, signOf(before) + token.lower));
      scores.fill(0);
      add(scores, word.own[form]);
      add(scores, (words[at - 1] ?? none).asLeft);
      add(scores, (words[at + 1] ?? none).asRight);
      add(scores, (words[at + 2] ?? none).asNext);
      add(scores, behind[before * PARTS_AND_START + second]!);
      add(scores, word.behind[before]);
      add(scores, shapes(shapeAt(tokens, at + 1)));
      parts[at] = highest(scores);
    }
    return parts;
  };
}

function add(scores: Int32Array, sum: Sum): void {
  for (let slot = 0; slot < sum.length; slot += 2) scores[sum[slot]!]! += sum[slot + 1]!;
}

function sumOf(...rows: readonly PartRow[]): Sum {
  const sums = new Int32Array(PARTS.length);
  for (const row of rows)
    for (let slot = 0; slot < row.length; slot += 2) sums[row[slot]!]! += row[slot + 1]!;
  const pairs: number[] = [];
  sums.forEach((weight, part) => {
    if (weight !== 0) pairs.push(part, weight);
  });
  return Int32Array.from(pairs);
}

/** The rows of a word wherever it stands. */
interface WordRows {
  /** The part that nearly every one is. */
  readonly sure: number | undefined;
  readonly rows: readonly PartRow[];
  /** By the number of its form, and by the part before it; filled when first asked for. */
  readonly own: Sum[];
  readonly behind: Sum[];
  readonly asLeft: Sum;
  readonly asRight: Sum;
  readonly asNext: Sum;
}

function wordRowsOf(
  rowOf: (template: number, value: string) => PartRow,
  known: ReadonlyMap<string, number>,
): (word: string) => WordRows {
  return remembered((word) => {
    const ending = word.slice(-3);
    return {
      sure: known.get(word),
      rows: [rowOf(0, word), rowOf(1, ending), rowOf(2, word.slice(-2)), rowOf(3, word.slice(0, 2))],
      own: [],
      behind: [],
      asLeft: sumOf(rowOf(7, word), rowOf(12, ending)),
      asRight: sumOf(rowOf(8, word), rowOf(9, ending)),
      asNext: sumOf(rowOf(10, word)),
    };
  });
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

const OPENERS = new Set(['.', '?', '!', ':', '“', '"']);

/** 0 for a word that is not capital, 1 for one that is, 2 where it also opens a sentence. */
function formNumber(tokens: readonly Token[], at: number): number {
  const { shape, afterBreak } = tokens[at]!;
  if (shape !== 'capital') return 0;
  return at === 0 || afterBreak || OPENERS.has(tokens[at - 1]!.text) ? 2 : 1;
}

/** Whether it is capital and opens a sentence, has a hyphen, and how it ends. */
function formAt(tokens: readonly Token[], at: number): string {
  const { lower } = tokens[at]!;
  const capital = ['l', 'c', 'C'][formNumber(tokens, at)]!;
  return `${capital}${lower.includes('-') ? '-' : ''}${lower.length > 3 ? lower.slice(-1) : ''}`;
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.lower ?? START;
}

function shapeAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.shape ?? START;
}

export function highest(scores: Float64Array | Int32Array): number {
  let best = 0;
  for (let part = 1; part < scores.length; part += 1) if (scores[part]! > scores[best]!) best = part;
  return best;
}
