import type { Metrics } from '../observe/metrics.ts';
import type { AnswerCache } from './cache/answer-cache.ts';
import type { Hub } from './live/hub.ts';
import type { Turns } from './turns.ts';

export interface Watched {
  readonly hub: Pick<Hub, 'size'>;
  readonly turns: Pick<Turns, 'running' | 'waiting'>;
  readonly cache: Pick<AnswerCache, 'counts' | 'size'> | null;
}

/** What a server is doing at the moment, and what its cache did since it began. */
export function watchServer({ gauge, tally }: Metrics, { hub, turns, cache }: Watched): void {
  gauge('subscriptions', 'Subscriptions open at the moment.', () => hub.size);
  const underWay = () =>
    [
      [{ state: 'running' }, turns.running],
      [{ state: 'waiting' }, turns.waiting],
    ] as const;
  gauge('operations_under_way', 'Operations that run, and that wait for their turn.', underWay, ['state']);
  if (!cache) return;
  const answered = () =>
    (['hits', 'joined', 'misses', 'passed'] as const).map(
      (outcome) => [{ outcome }, cache.counts[outcome]] as const,
    );
  const help =
    'Queries: hits, joined a computation under way, misses, passed by what is for one asker alone.';
  tally('cache_queries_total', help, answered, ['outcome']);
  tally('cache_drops_total', 'How often all that is held was dropped.', () => [[{}, cache.counts.drops]]);
  gauge('cache_answers', 'Answers held.', () => cache.size.answers);
  gauge('cache_bytes', 'What they take, in bytes.', () => cache.size.bytes);
}
