import { parseArgs } from 'node:util';
import { CONTESTANTS, type Name } from './measure/servers.ts';

export interface Options {
  /** Each measured in turn. */
  readonly articles: readonly number[];
  readonly seconds: number;
  readonly names: readonly Name[];
  readonly json: boolean;
  /** Where the databases are kept. */
  readonly data: string;
  readonly svg: string;
}

export const USAGE = `npm run bench -- [options]
  --articles N   how many, 10000 without it; several sizes (10000,100000,1000000) are compared at the end
  --seconds N    of load for each question and server, 10 without it
  --only A,B     of ${Object.keys(CONTESTANTS).join(', ')}
  --json         prints figures as JSON
  --data FOLDER  where the generated databases are kept, .data/bench without it
  --svg FILE     where the picture goes, docs/bench.svg without it`;

const ARTICLES_AT_LEAST = 500;
const ARTICLES_AT_MOST = 10_000_000;
const SECONDS_AT_MOST = 600;

/** Throws what is to be changed. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      articles: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '10' },
      only: { type: 'string', default: Object.keys(CONTESTANTS).join(',') },
      json: { type: 'boolean', default: false },
      data: { type: 'string', default: '.data/bench' },
      svg: { type: 'string', default: 'docs/bench.svg' },
    },
  });
  const only = values.only.split(',').map((name) => name.trim());
  const unknown = only.find((name) => !(name in CONTESTANTS));
  if (unknown !== undefined)
    throw new Error(
      `Wanted --only of ${Object.keys(CONTESTANTS).join(', ')}; got ${JSON.stringify(unknown)}.`,
    );
  return {
    articles: values.articles
      .split(',')
      .map((size) => within('--articles', size, ARTICLES_AT_LEAST, ARTICLES_AT_MOST)),
    seconds: within('--seconds', values.seconds, 1, SECONDS_AT_MOST),
    names: (Object.keys(CONTESTANTS) as Name[]).filter((name) => only.includes(name)),
    json: values.json,
    data: values.data,
    svg: values.svg,
  };
}

function within(option: string, text: string, from: number, to: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw new Error(`Wanted ${option} as a whole number from ${from} to ${to}; got ${JSON.stringify(text)}.`);
}
