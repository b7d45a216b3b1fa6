import { KINDS, LONGEST } from '../../src/ingest/find/names/fitted/lattice.ts';
import { type NameView, nameViewOf, type Run } from '../../src/ingest/find/names/fitted/name-view.ts';
import { visitRun } from '../../src/ingest/find/names/fitted/run-features.ts';
import { BUCKETS } from '../../src/ingest/find/names/fitted/weights.ts';
import { tokensOf } from '../../src/ingest/find/tokens.ts';
import type { NamedText } from './corpus-text.ts';

export interface ExampleSpan {
  readonly first: number;
  readonly length: number;
  readonly buckets: Uint32Array;
}
/** One run of tokens: its features and the names that stand in it. */
export interface Example {
  readonly size: number;
  readonly tokens: readonly Uint32Array[];
  readonly spans: readonly ExampleSpan[];
  readonly gold: readonly { readonly first: number; readonly length: number; readonly kind: number }[];
  readonly weight: number;
}

export function examplesOf(named: NamedText): Example[] {
  const view = nameViewOf(tokensOf(named.text));
  const byStart = new Map(named.names.map((name) => [name.start, name]));
  return view.runs.map((run) => exampleOf(view, run, byStart, named.weight));
}

function exampleOf(
  view: NameView,
  run: Run,
  byStart: ReadonlyMap<number, NamedText['names'][number]>,
  weight: number,
): Example {
  const tokens: Uint32Array[] = [];
  const spans: ExampleSpan[] = [];
  visitRun(view, run, {
    token: (_, { hashes, count }) => tokens.push(bucketsOf(hashes, count)),
    span: (first, length, { hashes, count }) =>
      spans.push({ first, length, buckets: bucketsOf(hashes, count) }),
  });
  const gold = goldIn(view, run, byStart).filter((name) =>
    spans.some(({ first, length }) => first === name.first && length === name.length),
  );
  return { size: run.last - run.first + 1, tokens, spans, gold, weight };
}

function bucketsOf(hashes: Uint32Array, count: number): Uint32Array {
  return hashes.slice(0, count).map((hash) => hash & (BUCKETS - 1));
}

function goldIn(
  { tokens }: NameView,
  run: Run,
  byStart: ReadonlyMap<number, NamedText['names'][number]>,
): Example['gold'][number][] {
  const gold: Example['gold'][number][] = [];
  for (let at = run.first; at <= run.last; at += 1) {
    const name = byStart.get(tokens[at]!.start);
    if (!name) continue;
    let last = at;
    while (last < run.last && tokens[last]!.end < name.end) last += 1;
    // The full stop of an abbreviation belongs to our token, not to the annotated name.
    const exact = tokens[last]!.end === name.end || tokens[last]!.end === name.end + 1;
    const length = last - at + 1;
    if (exact && length <= LONGEST)
      gold.push({ first: at - run.first, length, kind: KINDS.indexOf(name.kind) });
    at = last;
  }
  return gold;
}
