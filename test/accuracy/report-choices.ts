import { fittedTagger } from '../../src/ingest/find/names/fitted/fitted-tagger.ts';
import type { Candidate } from '../../src/ingest/find/quotes/candidates.ts';
import { quotedSceneOf } from '../../src/ingest/find/quotes/quoted-scene.ts';
import { endSlots, endsOf, startSlots, startsOf } from '../../src/ingest/find/quotes/report-bounds.ts';
import { type CuePlace, cuePlace, cueSlots } from '../../src/ingest/find/quotes/report-cue-features.ts';
import { restSlots, restStart } from '../../src/ingest/find/quotes/report-rest.ts';
import { sourceSlots, sourcesOf } from '../../src/ingest/find/quotes/report-source.ts';
import { type ReportView, reportViewOf } from '../../src/ingest/find/quotes/report-view.ts';
import { attributionEnd } from '../../src/ingest/find/quotes/reports.ts';
import { candidateSpan } from '../../src/ingest/find/scene.ts';
import type { Span } from '../../src/ingest/reading.ts';
import type { Choice } from './network-fit.ts';

type Pair = readonly [start: number, end: number];
export interface GoldAttribution {
  readonly source: readonly Pair[];
  readonly cue: readonly Pair[];
  readonly content: readonly Pair[];
}
export interface ReportChoices {
  readonly cue: Choice[];
  readonly start: Choice[];
  readonly end: Choice[];
  readonly source: Choice[];
  readonly rest: Choice[];
}

/** The attributions of an article as choices: is it a cue, where does what it reports begin and end, who is its source. */
export function reportChoicesOf(text: string, gold: readonly GoldAttribution[]): ReportChoices {
  const view = viewOf(text);
  const choices: ReportChoices = { cue: [], start: [], end: [], source: [], rest: [] };
  const byCue = goldByCue(view, gold);
  view.words.forEach((word, cue) => {
    if (!word) return;
    const place = cuePlace(view, cue);
    const own = byCue.get(cue);
    choices.cue.push({ options: [cueSlots(view, place)], right: own ? [0] : [] });
    if (own) addBounds(view, place, own, choices);
  });
  return choices;
}

export function viewOf(text: string): ReportView {
  return reportViewOf(quotedSceneOf(fittedTagger, text).scene);
}

/** The first word of report in each annotated cue stands for it. */
function goldByCue(view: ReportView, gold: readonly GoldAttribution[]): Map<number, GoldAttribution> {
  const byCue = new Map<number, GoldAttribution>();
  for (const one of gold) {
    if (one.content.length === 0) continue;
    const items = one.cue.flatMap((pair) => itemsIn(view, pair));
    const cue = items.find((item) => view.words[item]);
    if (cue !== undefined && !byCue.has(cue)) byCue.set(cue, one);
  }
  return byCue;
}

function itemsIn(view: ReportView, [start, end]: Pair): number[] {
  const { tokens, narrative, quotes } = view.scene;
  const found: number[] = [];
  narrative.items.forEach(({ token, quote }, item) => {
    const span = quote >= 0 ? quotes[quote]! : tokens[token]!;
    if (span.start < end && span.end > start) found.push(item);
  });
  return found;
}

function addBounds(view: ReportView, place: CuePlace, gold: GoldAttribution, choices: ReportChoices): void {
  const items = itemsIn(view, gold.content[0]!).filter((item) => item >= place.from && item < place.to);
  if (items.length === 0) return;
  const [first, last] = [items[0]!, items.at(-1)!];
  const starts = startsOf(view, place);
  choices.start.push({
    options: starts.map((start) => startSlots(view, place, start)),
    right: starts.flatMap((start, index) => (start === first ? [index] : [])),
  });
  pushEnd(view, place, first, last, choices);
  const sources = sourcesOf(view, place, first, last);
  choices.source.push({
    options: sources.map((source) => sourceSlots(view, place, { start: first, end: last }, source)),
    right: mainSource(view, sources, gold.source),
  });
  const right = sources.filter((source) => touches(candidateSpan(view.scene, source), gold.source));
  if (last < place.cue)
    addRest(view, place, { start: first, end: last }, right.at(-1) ?? null, gold, choices);
}

function touches({ start, end }: Span, pairs: readonly Pair[]): boolean {
  return pairs.some(([from, to]) => from < end && to > start);
}

/** Of those inside the annotated words the first is the source, the longest where two begin there: the rest describe it ("a spokesman for Vell"). */
function mainSource(view: ReportView, sources: readonly Candidate[], gold: readonly Pair[]): number[] {
  const touching = sources.flatMap((source, index) =>
    touches(candidateSpan(view.scene, source), gold) ? [index] : [],
  );
  touching.sort((a, b) => sources[a]!.first - sources[b]!.first || sources[b]!.last - sources[a]!.last);
  return touching.slice(0, 1);
}

function pushEnd(
  view: ReportView,
  place: CuePlace,
  start: number,
  last: number,
  choices: ReportChoices,
): void {
  const ends = endsOf(view, place, start);
  const near = ends
    .filter((end) => Math.abs(end - last) <= 2)
    .sort((a, b) => Math.abs(a - last) - Math.abs(b - last));
  if (near.length === 0) return;
  choices.end.push({
    options: ends.map((end) => endSlots(view, place, start, end)),
    right: [ends.indexOf(near[0]!)],
  });
}

function addRest(
  view: ReportView,
  place: CuePlace,
  content: { readonly start: number; readonly end: number },
  source: Candidate | null,
  gold: GoldAttribution,
  choices: ReportChoices,
): void {
  const rest = restStart(view, place, content.end, attributionEnd(view, place, source));
  if (rest < 0) return;
  const second = gold.content
    .slice(1)
    .flatMap((pair) => itemsIn(view, pair))
    .filter((item) => item > place.cue && item < place.to);
  const goesOn = second.length > 0 && Math.abs(second[0]! - rest) <= 1;
  choices.rest.push({ options: [restSlots(view, place, content, rest)], right: goesOn ? [0] : [] });
  if (goesOn) pushEnd(view, place, rest, second.at(-1)!, choices);
}
