import type pg from 'pg';

/** What a server looks like at a moment. */
export interface Sample {
  /** Since the beginning. */
  readonly atS: number;
  /** Since the sample before, as the clients count and measure. */
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssMb: number;
  readonly heapMb: number;
  /** Of clients, that the server has open. */
  readonly sockets: number;
  readonly subscriptions: number;
  /** Connections on which the server is told of changes. */
  readonly listeners: number;
  /** Processes of Postgres for it, the listeners among them. */
  readonly backends: number;
  readonly statements: number;
  /** Operations under way, who waits for their turn or a connection, and jobs that wait. */
  readonly backlog: number;
}

export type Looked = Omit<Sample, 'atS' | 'requests' | 'p50Ms' | 'p99Ms'>;

/** Asks the server for its metrics, and Postgres for its processes. */
export async function look(metricsUrl: string, session: pg.Client, database: string): Promise<Looked> {
  const text = await (await fetch(metricsUrl, { headers: { connection: 'close' } })).text();
  const sum = (name: string, label = '') =>
    text
      .split('\n')
      .filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(label))
      .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
  const { rows } = await session.query<{ backends: number; listeners: number }>(
    `select cast(count(*) as int4) as backends,
       cast(count(*) filter (where application_name = 'newsgraph listener') as int4) as listeners
     from pg_stat_activity where datname = $1`,
    [database],
  );
  const statements = sum('newsgraph_pool_connections', 'in_use');
  const underWay = sum('newsgraph_operations_under_way') + sum('newsgraph_pool_waiting');
  return {
    rssMb: sum('process_resident_memory_bytes') / 1e6,
    heapMb: sum('nodejs_heap_size_used_bytes') / 1e6,
    sockets: sum('nodejs_active_resources', 'TCPSocketWrap'),
    subscriptions: sum('newsgraph_subscriptions'),
    ...(rows[0] as { backends: number; listeners: number }),
    statements,
    backlog: underWay + sum('newsgraph_jobs', 'waiting'),
  };
}

export function lineOf(sample: Sample): string {
  const cells = [
    `${sample.atS.toFixed(0)} s`,
    `${sample.requests} requests`,
    `p50 ${sample.p50Ms.toFixed(0)} ms`,
    `p99 ${sample.p99Ms.toFixed(0)} ms`,
    `RSS ${sample.rssMb.toFixed(0)} MB`,
    `heap ${sample.heapMb.toFixed(0)} MB`,
    `${sample.sockets} sockets`,
    `${sample.subscriptions} subscriptions`,
    `${sample.listeners} listeners`,
    `${sample.backends} backends`,
    `backlog ${sample.backlog}`,
  ];
  return cells.join(', ');
}

/** 0 to 1; 0 where there are none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
