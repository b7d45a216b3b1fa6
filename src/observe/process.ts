import type { Pool } from 'pg';
import { collectDefaultMetrics } from 'prom-client';
import type { WatchStatement } from '../../db/client.ts';
import { statementSummaries } from '../../db/statement-summary.ts';
import type { Metrics } from './metrics.ts';

/** Memory, processor, garbage collection and the delay of the event loop; once a process, since it starts timers. */
export function watchProcess({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry });
}

export function statementWatch({ statementSeconds, statementFailures }: Metrics): WatchStatement {
  const summaryOf = statementSummaries();
  return (sql) => {
    const began = performance.now();
    return (error) => {
      const statement = summaryOf(sql);
      statementSeconds.observe({ statement }, (performance.now() - began) / 1_000);
      if (error) statementFailures.inc({ statement });
    };
  };
}

export function watchPool({ gauge }: Metrics, pool: Pool): void {
  const inUse = () => pool.totalCount - pool.idleCount;
  gauge(
    'pool_connections',
    'Connections to the database: in use, idle.',
    () => [
      [{ state: 'in_use' }, inUse()],
      [{ state: 'idle' }, pool.idleCount],
    ],
    ['state'],
  );
  gauge('pool_connections_max', 'Connections that the pool opens at most.', () => pool.options.max);
  gauge('pool_waiting', 'Who waits for a connection.', () => pool.waitingCount);
}
