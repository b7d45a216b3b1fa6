import { type BinaryNetwork, binaryNetworkOf } from '../binary-network.ts';
import { firstItemOf, lastItemOf } from '../scene.ts';
import type { Ranked } from './attribution.ts';
import type { Candidate } from './candidates.ts';
import { END_SLOTS, endSlots, endsOf, START_SLOTS, startSlots, startsOf } from './report-bounds.ts';
import { CUE_SLOTS, type CuePlace, cuePlace, cueSlots } from './report-cue-features.ts';
import { REST_SLOTS, restSlots, restStart } from './report-rest.ts';
import { SOURCE_SLOTS, sourceSlots, sourcesOf } from './report-source.ts';
import { finitesIn, isFiniteVerb, KIND, type ReportView } from './report-view.ts';
import weights from './report-weights.json' with { type: 'json' };

/** Items, both ends included, of which a cue reports that somebody says, thinks or wants them. */
export interface Report {
  readonly place: CuePlace;
  readonly start: number;
  readonly end: number;
  /** The rest of a clause that its attribution breaks. */
  readonly rest: { readonly start: number; readonly end: number } | null;
  /** That the cue reports anything. */
  readonly likelihood: number;
  /** Whose words they may be, surest first; what is left to 1 is the chance that nobody is named. */
  readonly sources: readonly Ranked[];
}

interface Networks {
  readonly cue: BinaryNetwork;
  readonly start: BinaryNetwork;
  readonly end: BinaryNetwork;
  readonly source: BinaryNetwork;
  readonly rest: BinaryNetwork;
}

/** One without an end is no sentence, and would take the square of its length. */
const LONGEST_SENTENCE = 200;
/** Whoever is less likely stands in no attribution. */
export const LIKELY_SOURCE = 0.2;
const PLAINLY_SAID = 0.5;
const NEAR = 6;
const BEYOND_A_COMMA = 2;
let networks: Networks | null = null;

/** In the order of their cues; none is inside another. */
export function reportsOf(view: ReportView, least: number): Report[] {
  networks ??= {
    cue: binaryNetworkOf(weights.cue, CUE_SLOTS.size),
    start: binaryNetworkOf(weights.start, START_SLOTS.size),
    end: binaryNetworkOf(weights.end, END_SLOTS.size),
    source: binaryNetworkOf(weights.source, SOURCE_SLOTS.size),
    rest: binaryNetworkOf(weights.rest, REST_SLOTS.size),
  };
  const found: Report[] = [];
  for (let item = 0; item < view.words.length; item += 1) {
    if (!view.words[item]) continue;
    const place = cuePlace(view, item);
    if (place.to - place.from > LONGEST_SENTENCE) continue;
    const chance = 1 / (1 + Math.exp(-networks.cue(cueSlots(view, place))));
    const likelihood = saysPlainly(view, place) ? Math.max(chance, PLAINLY_SAID) : chance;
    const report = likelihood < least ? null : reportAt(view, place, likelihood, networks);
    if (report) found.push(report);
  }
  return apart(found, view.words.length);
}

/** "Vell said …" with no marked words near reports, whatever follows. */
function saysPlainly({ words, kinds }: ReportView, { cue, from, to, link }: CuePlace): boolean {
  if (words[cue]!.lemma !== 'say' || link !== 1 || !isFiniteVerb(kinds[cue]!)) return false;
  return !kinds.subarray(Math.max(from, cue - NEAR), Math.min(to, cue + NEAR)).includes(KIND.quote);
}

function reportAt(view: ReportView, place: CuePlace, likelihood: number, by: Networks): Report | null {
  const start = surest(startsOf(view, place), (one) => by.start(startSlots(view, place, one)));
  if (start === null) return null;
  const end = endOf(view, place, start, by);
  if (end === null) return null;
  const candidates = sourcesOf(view, place, start, end);
  const scores = candidates.map((one) => by.source(sourceSlots(view, place, { start, end }, one)));
  const highest = Math.max(0, ...scores);
  const sum = scores.reduce((total, one) => total + Math.exp(one - highest), Math.exp(-highest));
  const sources = candidates
    .map((candidate, index) => ({ candidate, confidence: Math.exp(scores[index]! - highest) / sum }))
    .sort((a, b) => b.confidence - a.confidence);
  const [first] = sources;
  if (first && isApposition(view, place, { start, end }, first.candidate)) return null;
  const source = first && first.confidence >= LIKELY_SOURCE ? first.candidate : null;
  const rest = end < place.cue ? restOf(view, place, { start, end }, source, by) : null;
  return { place, start, end, rest, likelihood, sources };
}

/** "Iskar, director of the line, disagreed", "The mayor, Ferrow, said nothing", "Town Clerk Ivo Marsh agreed": it says who that is. */
function isApposition(
  view: ReportView,
  { cue }: CuePlace,
  { start, end }: { readonly start: number; readonly end: number },
  source: Candidate,
): boolean {
  if (end >= cue || finitesIn(view, start, end + 1) > 0) return false;
  const [first, last] = [firstItemOf(view.scene, source), lastItemOf(view.scene, source)];
  const isBehind = last < start && start - last <= BEYOND_A_COMMA;
  const isBefore = end < first && first - end <= BEYOND_A_COMMA;
  if (isBefore && first < cue && isOneTitle(view, end, first)) return true;
  return isBehind || (isBefore && view.kinds[last + 1] === KIND[','] && cue - last <= BEYOND_A_COMMA + 1);
}

function isOneTitle({ kinds }: ReportView, end: number, first: number): boolean {
  for (let item = end; item < first; item += 1)
    if (kinds[item] !== KIND.NNP && kinds[item] !== KIND.NN) return false;
  return true;
}

function restOf(
  view: ReportView,
  place: CuePlace,
  content: { readonly start: number; readonly end: number },
  source: Candidate | null,
  by: Networks,
): Report['rest'] {
  const start = restStart(view, place, content.end, attributionEnd(view, place, source));
  if (start < 0 || by.rest(restSlots(view, place, content, start)) < 0) return null;
  const end = endOf(view, place, start, by);
  return end === null ? null : { start, end };
}

function endOf(view: ReportView, place: CuePlace, start: number, by: Networks): number | null {
  return surest(endsOf(view, place, start), (one) => by.end(endSlots(view, place, start, one)));
}

/** The last item of cue and source. */
export function attributionEnd({ scene }: ReportView, { cue }: CuePlace, source: Candidate | null): number {
  return source === null ? cue : Math.max(cue, lastItemOf(scene, source));
}

function surest(options: readonly number[], score: (option: number) => number): number | null {
  let best: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const option of options) {
    const points = score(option);
    if (points > most) [best, most] = [option, points];
  }
  return best;
}

/** What stands inside reported words is reported already: of two that overlap the surer stays. */
function apart(reports: readonly Report[], items: number): Report[] {
  const taken = new Uint8Array(items);
  const isFree = ({ start, end }: { start: number; end: number }) =>
    !taken.subarray(start, end + 1).includes(1);
  const kept = [...reports]
    .sort((a, b) => b.likelihood - a.likelihood)
    .filter((report) => {
      if (taken[report.place.cue] === 1 || !piecesOf(report).every(isFree)) return false;
      for (const { start, end } of piecesOf(report)) taken.fill(1, start, end + 1);
      return true;
    });
  return kept.sort((a, b) => a.place.cue - b.place.cue);
}

export function piecesOf(report: Report): readonly { readonly start: number; readonly end: number }[] {
  return report.rest ? [report, report.rest] : [report];
}
