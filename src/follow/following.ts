import type { Kysely } from 'kysely';
import type { Id, Moment, Tables } from '../../db/tables.ts';
import type { Fetcher } from '../ingest/fetch/fetch.ts';
import type { IngestResult, IngestTextOptions } from '../ingest/ingest.ts';
import type { Bounds } from './intervals.ts';

/** What following needs: where to store, what to fetch with, and who is told. */
export interface Following {
  readonly db: Kysely<Tables>;
  readonly fetcher: Fetcher;
  readonly ingest: Omit<IngestTextOptions, 'name'>;
  /** Between two polls of a feed, in seconds. */
  readonly intervalS: Bounds;
  /** Hears of each article and of each address that could not be read. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Which feed or page; `seen` as in `Due`, left out where it is to be done in any case. */
export interface Asked {
  readonly id: Id;
  readonly seen?: Moment | null;
}

export interface Outcome {
  readonly kind: IngestResult['kind'] | 'gone' | 'later';
  readonly url: string;
  /** Why it was refused or put off. */
  readonly why?: string;
}

export function outcomeOf(url: string, result: IngestResult): Outcome {
  if (result.kind !== 'refused') return { kind: result.kind, url };
  return { kind: 'refused', url, why: `${result.reason}: ${result.message}` };
}

/** What may help is to try again later: the queue does so, and at last puts the job with the failed ones. */
export class PassingFailure extends Error {
  override readonly name = 'PassingFailure';
}
