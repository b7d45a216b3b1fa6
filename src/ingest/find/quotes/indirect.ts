import type { Span } from '../../reading.ts';
import { plainToken, type Scene } from '../scene.ts';
import type { Ranked } from './attribution.ts';
import type { Candidate } from './candidates.ts';
import { finitesIn, KIND, type ReportView, reportViewOf } from './report-view.ts';
import { LIKELY_SOURCE, piecesOf, type Report, reportsOf } from './reports.ts';

/** What somebody is reported to say, think or want, in the article's own words. */
export interface IndirectSpeech {
  /** Null where the article says of nobody that they say it ("is expected to", "was accused of"). */
  readonly candidate: Candidate | null;
  readonly cueItem: number;
  /** In order; two where the attribution breaks the clause. */
  readonly spans: readonly Span[];
  /** That the words are reported, and that it is the candidate's, or that of the first who may be. */
  readonly confidence: number;
  readonly runnersUp: readonly Ranked[];
}

/** Found by measuring: below it more is lost in precision than is won in recall. */
const LIKELY_REPORT = 0.35;
/** Of words that are no clause ("backed the plan"), which are more often an act than a report. */
const LIKELY_NOMINAL = 0.4;
const LIKELY_FEW_WORDS = 0.75;
const FEW_WORDS = 3;
/** That no source is named, and that words are reported all the same. */
const LIKELY_NOBODY = 0.65;
const LIKELY_REPORT_OF_NOBODY = 0.4;
const UNLIKELY_SOURCE = 0.4;
const RUNNERS_UP = 3;
const WORTH_NAMING = 0.02;

/** In the order of their cues. Clauses that hold marked words are left to the quote that these make. */
export function indirectSpeechOf(scene: Scene): IndirectSpeech[] {
  const view = reportViewOf(scene);
  return reportsOf(view, LIKELY_REPORT).flatMap((report) => {
    const [best, ...others] = report.sources;
    const nobody = isOfNobody(view, report);
    if (!nobody && (!best || best.confidence < LIKELY_SOURCE || isAuthor(scene, best.candidate))) return [];
    if (holdsQuote(view, report) || besideMark(view, report)) return [];
    if (isUnsaid(view, report) || report.likelihood < likelyEnough(view, report)) return [];
    const runnersUp = (nobody ? report.sources : others)
      .slice(0, RUNNERS_UP)
      .map((other) => ({ ...other, confidence: other.confidence * report.likelihood }))
      .filter(({ confidence }) => confidence > WORTH_NAMING);
    return [
      {
        candidate: nobody || !best ? null : best.candidate,
        cueItem: report.place.cue,
        spans: spansOf(view, report),
        confidence: (best?.confidence ?? 0) * report.likelihood,
        runnersUp,
      },
    ];
  });
}

/** Of what is expected of somebody ("The dam is expected to hold") neither half says anything alone. */
function isOfNobody(view: ReportView, report: Report): boolean {
  const { sources, likelihood } = report;
  if (!report.rest && !isClause(view, report)) return false;
  const anybody = sources.reduce((sum, { confidence }) => sum + confidence, 0);
  const first = sources[0]?.confidence ?? 0;
  return likelihood >= LIKELY_REPORT_OF_NOBODY && 1 - anybody >= LIKELY_NOBODY && first < UNLIKELY_SOURCE;
}

/** Who writes, or whoever speaks in a transcript, is nobody the article reports about. */
function isAuthor(scene: Scene, { type, first }: Candidate): boolean {
  return type === 'pronoun' && /^(?:i|we|you)$/.test(scene.tokens[first]!.lower);
}

/** A mark that nothing closes or opens: these are somebody's own words, wherever they begin. */
function besideMark({ scene }: ReportView, report: Report): boolean {
  return piecesOf(report).some(({ start, end }) => {
    for (let item = start - 1; item <= end + 2; item += 1)
      if (/^["“”]$/.test(plainToken(scene, item)?.text ?? '')) return true;
    return false;
  });
}

const SAY: ReadonlySet<string> = new Set(['say', 'tell', 'add', 'speak']);

/** "declined to comment", "did not say whether …", "said when she left": no words of anybody. */
function isUnsaid({ scene, kinds, words }: ReportView, { start, place }: Report): boolean {
  if (/^(?:decline|refuse)$/.test(words[place.cue]!.lemma))
    return /^(?:comment|say|answer|discuss|respond|elaborate)$/.test(
      plainToken(scene, start + 1)?.lower ?? '',
    );
  if (start < place.cue || !SAY.has(words[place.cue]!.lemma)) return false;
  const kind = kinds[start]!;
  if (kind === KIND.while) return true;
  const open = kind === KIND.whether || kind === KIND.what || kind === KIND.who;
  return open && kinds.subarray(Math.max(place.from, place.cue - 3), place.cue).includes(KIND.not);
}

function likelyEnough(view: ReportView, { start, end }: Report): number {
  if (isClause(view, { start, end })) return LIKELY_REPORT;
  return end - start < FEW_WORDS ? LIKELY_FEW_WORDS : LIKELY_NOMINAL;
}

function isClause(view: ReportView, { start, end }: Pick<Report, 'start' | 'end'>): boolean {
  const kind = view.kinds[start]!;
  return kind === KIND.TO || kind === KIND.VBG || finitesIn(view, start, end + 1) > 0;
}

function holdsQuote(view: ReportView, report: Report): boolean {
  return piecesOf(report).some(({ start, end }) => view.kinds.subarray(start, end + 1).includes(KIND.quote));
}

/** Without the conjunction that only joins the clause to its cue. */
function spansOf({ scene, kinds }: ReportView, report: Report): Span[] {
  return piecesOf(report).map(({ start, end }) => {
    const first = kinds[start] === KIND.that && start < end ? start + 1 : start;
    return { start: plainToken(scene, first)!.start, end: plainToken(scene, end)!.end };
  });
}
