import {
  fixedPart,
  highest,
  PARTS,
  type PartRow,
  type PartWeights,
  valuesAt,
} from '../../src/ingest/find/parts-of-speech.ts';
import type { TaggedSentence } from './gum.ts';
import { randomFrom, shuffle } from './network-fit.ts';

const ROUNDS = 8;
const FEWEST_SEEN = 3;
const SCALE = 4;

/** One feature value: its weights, and their sums over time for the average. */
interface Row {
  readonly now: Float64Array;
  readonly sum: Float64Array;
  readonly since: Float64Array;
  seen: number;
}

/** An averaged perceptron with the tags that it chose itself as history. The same sentences give the same weights. */
export function fitParts(sentences: readonly TaggedSentence[], rounds = ROUNDS): PartWeights {
  const fixed = fixedWords(sentences);
  const tables = countedRows(sentences, fixed);
  const random = randomFrom(1);
  const order = sentences.map((_, index) => index);
  let step = 0;
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const index of order) step = learn(sentences[index]!, fixed, tables, step);
  }
  return { fixed: Object.fromEntries(fixed), rows: tables.map((table) => averaged(table, step)) };
}

function learn(
  { tokens, parts }: TaggedSentence,
  fixed: ReadonlyMap<string, number>,
  tables: readonly Map<string, Row>[],
  from: number,
): number {
  const chosen = new Uint8Array(tokens.length);
  const scores = new Float64Array(PARTS.length);
  let step = from;
  for (let at = 0; at < tokens.length; at += 1) {
    const sure = fixedPart(tokens[at]!) ?? fixed.get(tokens[at]!.lower);
    if (sure !== undefined) {
      chosen[at] = sure;
      continue;
    }
    const rows = valuesAt(tokens, chosen, at).flatMap((value, template) => {
      const row = tables[template]!.get(value);
      return row && row.seen >= FEWEST_SEEN ? [row] : [];
    });
    scores.fill(0);
    for (const { now } of rows) for (let part = 0; part < now.length; part += 1) scores[part]! += now[part]!;
    const guess = highest(scores);
    chosen[at] = guess;
    step += 1;
    if (guess === parts[at]) continue;
    for (const row of rows) {
      move(row, parts[at]!, 1, step);
      move(row, guess, -1, step);
    }
  }
  return step;
}

function move(row: Row, part: number, by: number, step: number): void {
  row.sum[part]! += row.now[part]! * (step - row.since[part]!);
  row.since[part] = step;
  row.now[part]! += by;
}

function fixedWords(sentences: readonly TaggedSentence[]): Map<string, number> {
  const counts = new Map<string, Float64Array>();
  for (const { tokens, parts } of sentences) {
    tokens.forEach((token, at) => {
      if (fixedPart(token) !== undefined) return;
      const row = counts.get(token.lower) ?? new Float64Array(PARTS.length);
      row[parts[at]!]! += 1;
      counts.set(token.lower, row);
    });
  }
  const fixed = new Map<string, number>();
  for (const [word, row] of counts) {
    const all = row.reduce((sum, one) => sum + one, 0);
    const best = highest(row);
    if (all >= 20 && row[best]! / all > 0.98) fixed.set(word, best);
  }
  return fixed;
}

function countedRows(
  sentences: readonly TaggedSentence[],
  fixed: ReadonlyMap<string, number>,
): Map<string, Row>[] {
  const tables: Map<string, Row>[] = [];
  for (const { tokens, parts } of sentences) {
    tokens.forEach((token, at) => {
      if ((fixedPart(token) ?? fixed.get(token.lower)) !== undefined) return;
      valuesAt(tokens, parts, at).forEach((value, template) => {
        tables[template] ??= new Map();
        const row = tables[template].get(value);
        if (row) row.seen += 1;
        else tables[template].set(value, emptyRow());
      });
    });
  }
  return tables;
}

function emptyRow(): Row {
  const size = PARTS.length;
  return { now: new Float64Array(size), sum: new Float64Array(size), since: new Float64Array(size), seen: 1 };
}

function averaged(table: ReadonlyMap<string, Row>, steps: number): Record<string, PartRow> {
  const rows: Record<string, PartRow> = {};
  for (const [value, row] of table) {
    const pairs = Array.from(row.now, (now, part) => {
      const sum = row.sum[part]! + now * (steps - row.since[part]!);
      return [part, Math.round((SCALE * sum) / steps)] as const;
    }).filter(([, weight]) => Math.abs(weight) >= 4);
    if (pairs.length > 0) rows[value] = pairs.flat();
  }
  return rows;
}
