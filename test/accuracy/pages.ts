import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decode } from '../../src/ingest/decode.ts';
import { readDocument } from '../../src/ingest/detect.ts';
import { halfInterval, wilson } from './intervals.ts';
import { type Matched, matchShingles, scoreOf } from './shingles.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/eval/pages', import.meta.url));
const BODIES = join(FOLDER, 'bodies');
const PUBLISHERS = join(FOLDER, 'publishers');
const AT_LEAST_F1 = 0.969;
const AT_LEAST = { headline: 1, date: 0.97, authors: 0.97 };
const WORST = 10;

if (!existsSync(join(BODIES, 'ground-truth.json'))) {
  console.error(
    'NOTHING WAS MEASURED: the pages are not there. Expected ../shared/eval/pages beside the project.',
  );
  process.exit(1);
}
const failures = [...bodyFailures(), ...publisherFailures()];
for (const failure of failures) console.error(`BELOW: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

function bodyFailures(): string[] {
  const gold = JSON.parse(readFileSync(join(BODIES, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { readonly articleBody: string; readonly url: string }
  >;
  const pages = Object.entries(gold).map(([key, { articleBody, url }]) => {
    const bytes = gunzipSync(readFileSync(join(BODIES, `${key}.html.gz`)));
    const began = performance.now();
    const { body, refusal } = readBytes(bytes);
    const ms = performance.now() - began;
    return {
      url,
      ms,
      refusal,
      ours: matchShingles(articleBody, body),
      alone: matchShingles(articleBody, readableAlone(bytes)),
    };
  });
  console.log(
    `body, ${pages.length} pages: shingles of 4 words (runs of letters, digits and _), as often as they stand; means of precision and recall over the pages`,
  );
  const ours = printScore(
    'newsgraph',
    pages.map((page) => page.ours),
  );
  printScore(
    'Readability.js alone',
    pages.map((page) => page.alone),
  );
  const times = pages.map(({ ms }) => ms).sort((a, b) => a - b);
  console.log(
    `  a page in ${times[Math.floor(times.length / 2)]?.toFixed(0)} ms (median), ${times.at(-1)?.toFixed(0)} ms (slowest)`,
  );
  const worst = pages.toSorted((a, b) => a.ours.right - b.ours.right).slice(0, WORST);
  for (const {
    url,
    refusal,
    ours: { right, wrong, missed },
  } of worst)
    console.log(
      `  ${percent(right)} right, ${percent(wrong)} wrong, ${percent(missed)} missed: ${url} ${refusal}`,
    );
  return ours >= AT_LEAST_F1 ? [] : [`body F1 is ${ours.toFixed(3)}, wanted ${AT_LEAST_F1}`];
}

function printScore(name: string, pages: readonly Matched[]): number {
  const { precision, recall, f1 } = scoreOf(pages);
  const half = halfInterval(pages, (some) => scoreOf(some).f1);
  console.log(
    `  ${name.padEnd(21)} F1 ${f1.toFixed(3)} ± ${half.toFixed(3)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`,
  );
  return f1;
}

function readBytes(bytes: Uint8Array) {
  const result = readDocument(bytes);
  if (result.kind === 'document')
    return { body: result.document.body, document: result.document, refusal: '' };
  return {
    body: '',
    document: null,
    refusal: result.kind === 'refused' ? `${result.reason}: ${result.message}` : result.kind,
  };
}

/** Nothing but the library on the page as it is. */
function readableAlone(bytes: Uint8Array): string {
  const document = parseHTML(decode(bytes) ?? '').document;
  return new Readability(document as never).parse()?.textContent ?? '';
}

interface Wanted {
  readonly title: string;
  readonly authors?: readonly string[];
  readonly publishing_date: string;
  readonly body: {
    readonly summary: readonly string[];
    readonly sections: readonly {
      readonly headline: readonly string[];
      readonly paragraphs: readonly string[];
    }[];
  };
}

function publisherFailures(): string[] {
  const pages = readdirSync(PUBLISHERS)
    .filter((file) => file.endsWith('.html.gz'))
    .map(publisherPage);
  console.log(
    `\npublishers, ${pages.length} pages: headline by its words, date to the minute, authors as a set of names`,
  );
  printScore(
    'body',
    pages.map(({ body }) => body),
  );
  return Object.entries(AT_LEAST).flatMap(([field, least]) => {
    const judged = pages.flatMap(({ file, fields }) =>
      fields.filter((each) => each.field === field).map((each) => ({ file, ...each })),
    );
    const right = judged.filter((each) => each.right).length;
    const [low, high] = wilson(right, judged.length);
    console.log(
      `  ${field.padEnd(9)} ${right} of ${judged.length} right (95 % interval ${percent(low)} to ${percent(high)})`,
    );
    for (const { file, wanted, got } of judged.filter((each) => !each.right))
      console.log(`    ${file}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
    return right / judged.length >= least
      ? []
      : [`${field} is right on ${percent(right / judged.length)}, wanted ${percent(least)}`];
  });
}

/** Version files hold one entry a page, in the order of the pages' dates. */
function publisherPage(file: string) {
  const [, outlet = ''] = /^(.+?)_\d{4}_/.exec(file) ?? [];
  const versions = readdirSync(PUBLISHERS)
    .filter((each) => each.startsWith(`${outlet}_`) && each.endsWith('.html.gz'))
    .sort();
  const gold = JSON.parse(readFileSync(join(PUBLISHERS, `${outlet}.json`), 'utf8')) as Record<string, Wanted>;
  const wanted = Object.values(gold)[versions.indexOf(file)] as Wanted;
  const { body, document, refusal } = readBytes(gunzipSync(readFileSync(join(PUBLISHERS, file))));
  const text = [
    wanted.body.summary,
    ...wanted.body.sections.flatMap(({ headline, paragraphs }) => [headline, paragraphs]),
  ].flat();
  const authors =
    document?.bylines.filter(({ role }) => role === 'author').map(({ name }) => name) ?? refusal;
  const judged = (field: string, want: unknown, got: unknown, right: boolean) => ({
    field,
    wanted: want,
    got,
    right,
  });
  return {
    file,
    body: matchShingles(text.join('\n'), [document?.standfirst ?? '', body].join('\n')),
    fields: [
      judged(
        'headline',
        wanted.title,
        document?.headline ?? refusal,
        words(wanted.title) === words(document?.headline ?? ''),
      ),
      judged(
        'date',
        wanted.publishing_date,
        document?.publishedAt ?? refusal,
        sameMinute(wanted.publishing_date, document?.publishedAt ?? ''),
      ),
      ...(wanted.authors
        ? [judged('authors', wanted.authors, authors, sameNames(wanted.authors, authors))]
        : []),
    ],
  };
}

function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Where the gold names no zone, it is as the page has it. */
function sameMinute(wanted: string, got: string): boolean {
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(wanted);
  const [a, b] = zoned ? [wanted, got] : [`${wanted}Z`, `${got.slice(0, 19)}Z`];
  return Math.abs(Date.parse(a.replace(' ', 'T')) - Date.parse(b)) < 60_000;
}

function sameNames(wanted: readonly string[], got: readonly string[] | string): boolean {
  if (typeof got === 'string') return false;
  const sorted = (names: readonly string[]) => [...new Set(names.map(words))].sort().join(' | ');
  return sorted(wanted) === sorted(got);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
