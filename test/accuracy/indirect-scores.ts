import type { FoundQuote } from '../../src/ingest/reading.ts';
import type { Judged } from './calibration.ts';
import type { GoldAttribution } from './report-choices.ts';

type Pair = readonly [start: number, end: number];
type Words = ReadonlySet<number>;
interface Counts {
  right: number;
  rightOfGold: number;
  found: number;
  gold: number;
}
export type Measure = 'overlap' | 'share' | 'words' | 'exact';

/** One article: how its indirect quotes meet the annotated ones. */
export interface Judgement {
  readonly counts: Readonly<Record<Measure, Counts>>;
  /** For each quote found that names a speaker, and whose attribution has a source: is it the same? */
  readonly sources: readonly boolean[];
  /** For each quote found whose attribution has a source: is a speaker named? */
  readonly named: readonly boolean[];
  readonly stated: readonly Judged[];
  readonly missed: readonly { readonly weight: number; readonly text: string }[];
  readonly invented: readonly { readonly weight: number; readonly text: string }[];
}

/** The attributions with a content that meets no annotated marked words. */
export function unmarked(
  attributions: readonly GoldAttribution[],
  quotes: readonly { readonly start: number; readonly end: number }[],
): GoldAttribution[] {
  return attributions.filter(
    ({ content }) =>
      content.length > 0 &&
      !content.some(([start, end]) => quotes.some((quote) => quote.start < end && quote.end > start)),
  );
}

export function judge(
  text: string,
  gold: readonly GoldAttribution[],
  found: readonly FoundQuote[],
): Judgement {
  const all = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)].map(
    (match): Pair => [match.index, match.index + match[0].length],
  );
  const wordsIn = (pairs: readonly Pair[]): Words =>
    new Set(all.flatMap(([start, end], index) => (touches([start, end], pairs) ? [index] : [])));
  const golds = gold.map(({ content }) => wordsIn(content));
  const ours = found.map(({ spans }) => wordsIn(spans.map(({ start, end }) => [start, end])));
  const pairs = matched(golds, ours);
  const counts = countsOf(golds, ours, pairs);
  for (const [index, of] of pairs)
    if (
      edges(text, gold[index]!.content) ===
      edges(
        text,
        found[of]!.spans.map(({ start, end }) => [start, end]),
      )
    )
      counts.exact.right += 1;
  counts.exact.rightOfGold = counts.exact.right;
  const sourceRight = (index: number, of: number) =>
    found[of]!.speakers.some(
      ({ span }) => span !== null && touches([span.start, span.end], gold[index]!.source),
    );
  const goldOf = new Map([...pairs].map(([index, of]) => [of, index]));
  const sourced = [...pairs].filter(([index]) => gold[index]!.source.length > 0);
  const isNamed = (of: number) => found[of]!.speakers.length > 0;
  return {
    counts,
    sources: sourced.flatMap(([index, of]) => (isNamed(of) ? [sourceRight(index, of)] : [])),
    named: sourced.map(([, of]) => isNamed(of)),
    stated: found.map(({ confidence }, of) => {
      const index = goldOf.get(of);
      return { confidence, right: index !== undefined && sourceRight(index, of) };
    }),
    missed: golds.flatMap((words, index) =>
      pairs.has(index) ? [] : [{ weight: words.size, text: wordsOf(text, gold[index]!) }],
    ),
    invented: found.flatMap(({ confidence, cue, text: said }, of) =>
      goldOf.has(of) ? [] : [{ weight: confidence, text: `[${cue?.text}] ${said}` }],
    ),
  };
}

/** Of each annotated one the quote that shares most with it, if more than half of the shorter. */
function matched(golds: readonly Words[], ours: readonly Words[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const used = new Set<number>();
  golds.forEach((words, index) => {
    const best = ours
      .map((other, of) => ({ of, shared: shared(words, other), size: other.size }))
      .filter(({ of, shared: common, size }) => !used.has(of) && common > 0.5 * Math.min(words.size, size))
      .sort((a, b) => b.shared - a.shared)[0];
    if (!best) return;
    pairs.set(index, best.of);
    used.add(best.of);
  });
  return pairs;
}

function countsOf(
  golds: readonly Words[],
  ours: readonly Words[],
  pairs: ReadonlyMap<number, number>,
): Record<Measure, Counts> {
  const [all, mine] = [union(golds), union(ours)];
  const common = shared(all, mine);
  const share = { right: 0, rightOfGold: 0, found: ours.length, gold: golds.length };
  for (const [index, of] of pairs) {
    const both = shared(golds[index]!, ours[of]!);
    share.right += both / ours[of]!.size;
    share.rightOfGold += both / golds[index]!.size;
  }
  const sizes = { found: ours.length, gold: golds.length };
  return {
    overlap: { right: pairs.size, rightOfGold: pairs.size, ...sizes },
    share,
    words: { right: common, rightOfGold: common, found: mine.size, gold: all.size },
    exact: { right: 0, rightOfGold: 0, ...sizes },
  };
}

/** Precision, recall and F1 in per cent. */
export function figureOf(articles: readonly Judgement[], measure: Measure): [number, number, number] {
  const sum = (key: keyof Counts) => articles.reduce((total, { counts }) => total + counts[measure][key], 0);
  const precision = (100 * sum('right')) / sum('found');
  const recall = (100 * sum('rightOfGold')) / sum('gold');
  return [precision, recall, (2 * precision * recall) / (precision + recall)];
}

function union(sets: readonly Words[]): Words {
  return new Set(sets.flatMap((set) => [...set]));
}

function shared(one: Words, other: Words): number {
  let found = 0;
  for (const word of one) if (other.has(word)) found += 1;
  return found;
}

function touches([start, end]: Pair, pairs: readonly Pair[]): boolean {
  return pairs.some(([from, to]) => from < end && to > start);
}

function edges(text: string, pairs: readonly Pair[]): string {
  return pairs
    .map(([start, end]) => {
      const words = text.slice(start, end);
      const opening = /^(?:that\s+)?/i.exec(words)![0].length;
      const closing = /[\s.,;:]*$/.exec(words)![0].length;
      return `${start + opening}-${end - closing}`;
    })
    .join();
}

function wordsOf(text: string, { cue, content }: GoldAttribution): string {
  const slice = (pairs: readonly Pair[]) => pairs.map(([start, end]) => text.slice(start, end)).join(' … ');
  return `[${slice(cue)}] ${slice(content)}`;
}
