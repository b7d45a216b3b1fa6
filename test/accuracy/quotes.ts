import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import type { FoundQuote } from '../../src/ingest/reading.ts';
import { calibrationError, type Judged } from './calibration.ts';

interface GoldArticle {
  readonly id: string;
  readonly text: string;
  readonly quotes: readonly {
    readonly start: number;
    readonly end: number;
    readonly speakerSpans: [number, number][];
  }[];
}

const FOLDER = fileURLToPath(new URL('../../../shared/eval/quotes', import.meta.url));
const GOLD = join(FOLDER, 'polnear-dev.json');
const SCORER = join(FOLDER, 'score.mjs');
const AT_LEAST = { exactF1: 92, mentionAcc: 86, e2eMentionF1: 80 };
const AT_MOST_ECE = 0.05;
const AT_LEAST_ARTICLES_A_SECOND = 60;

if (!existsSync(GOLD) || !existsSync(SCORER)) {
  console.error(
    'NOTHING WAS MEASURED: the gold quotes are not there. Expected ../shared/eval/quotes beside the project.',
  );
  process.exit(1);
}

const articles = JSON.parse(readFileSync(GOLD, 'utf8')) as GoldArticle[];
const began = performance.now();
const read = articles.map((article) => {
  const { text } = article;
  const reading = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return { article, pieces: reading.quotes.filter(({ kind }) => kind !== 'indirect').flatMap(piecesOf) };
});
const seconds = (performance.now() - began) / 1000;

const failures = [...scoreFailures(), ...calibrationFailures(), ...speedFailures()];
for (const failure of failures) console.error(`BELOW: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly speakerStart?: number;
  readonly speakerEnd?: number;
  readonly speakerName?: string;
  readonly confidence: number;
}

/** The gold has each marked piece by itself. */
function piecesOf(quote: FoundQuote): Piece[] {
  const speaker = quote.speakers[0];
  return quote.spans.map(({ start, end }) => ({
    start,
    end,
    confidence: quote.confidence,
    ...(speaker?.span && {
      speakerStart: speaker.span.start,
      speakerEnd: speaker.span.end,
      speakerName: speaker.name,
    }),
  }));
}

function scoreFailures(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'newsgraph-accuracy-'));
  const predicted = join(folder, 'predicted.json');
  const byId = read.map(({ article, pieces }) => [article.id, { quotes: pieces, mentions: [] }]);
  writeFileSync(predicted, JSON.stringify(Object.fromEntries(byId)));
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCORER, GOLD, predicted], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`The scorer failed: ${stderr}`);
  console.log(stdout.trim());
  return Object.entries(AT_LEAST).flatMap(([measure, least]) => {
    const figure = Number(new RegExp(`^${measure}\\s+([\\d.]+)`, 'm').exec(stdout)?.[1]);
    return figure >= least ? [] : [`${measure} is ${figure}, wanted ${least}`];
  });
}

function calibrationFailures(): string[] {
  const judged: Judged[] = read.flatMap(({ article, pieces }) =>
    pieces.flatMap((piece) => {
      const gold = article.quotes.find(({ start, end }) => start < piece.end && end > piece.start);
      if (!gold || gold.speakerSpans.length === 0) return [];
      const right = gold.speakerSpans.some(
        ([start, end]) =>
          piece.speakerStart !== undefined && piece.speakerStart < end && piece.speakerEnd! > start,
      );
      return [{ confidence: piece.confidence, right }];
    }),
  );
  const error = calibrationError(judged);
  console.log(`calibration    ${error.toFixed(3)} (ECE over ${judged.length} speakers)`);
  return error <= AT_MOST_ECE
    ? []
    : [`calibration error is ${error.toFixed(3)}, wanted at most ${AT_MOST_ECE}`];
}

function speedFailures(): string[] {
  const rate = articles.length / seconds;
  console.log(`speed          ${rate.toFixed(0)} articles a second`);
  return rate >= AT_LEAST_ARTICLES_A_SECOND
    ? []
    : [`${rate.toFixed(0)} articles a second, wanted ${AT_LEAST_ARTICLES_A_SECOND}`];
}
