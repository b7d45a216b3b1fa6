import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import packageJson from '../../package.json' with { type: 'json' };

/** From an answer out of memory to the longest that a request may take. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const KEYS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

export type Labelled = readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
/** Reads what is so at the moment that Prometheus asks. */
export type Look = () => number | Labelled | Promise<Labelled>;

/** Who has to ask the database may find that it does not answer; the rest is told none the less. */
const LOOK_TIMEOUT_MS = 2_000;

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * What the process counts, for Prometheus. A label has few values whatever clients send: routes, statuses, codes of the closed list,
 * tables, and names of operations that are persisted.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `newsgraph_${name}`, help, labelNames, registers });
  const seconds = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Histogram({ name: `newsgraph_${name}`, help, labelNames, buckets: SECONDS, registers });
  new Gauge({
    name: 'newsgraph_info',
    help: 'The version that runs, always 1.',
    labelNames: ['version'],
    registers,
    aggregator: 'first',
  }).set({ version: packageJson.version }, 1);
  const gauge = (name: string, help: string, look: Look, labelNames: readonly string[] = []) =>
    void new Gauge({
      name: `newsgraph_${name}`,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        const found = await inTime(look);
        if (typeof found === 'number') this.set(found);
        else if (found === null) this.remove();
        else for (const [labels, value] of found) this.set(labels, value);
      },
    });
  const tally = (name: string, help: string, look: () => Labelled, labelNames: readonly string[] = []) =>
    void new Counter({
      name: `newsgraph_${name}`,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [labels, value] of look()) this.inc(labels, value);
      },
    });
  return {
    registry,
    gauge,
    /** What others count. */
    tally,
    requests: counter('http_requests_total', 'Requests answered, and those whose client left (499).', [
      'route',
      'status',
    ]),
    requestSeconds: seconds(
      'http_request_duration_seconds',
      'From the head of a request to the end of its answer.',
      ['route'],
    ),
    operations: counter(
      'operations_total',
      'GraphQL operations run; named where the document is persisted.',
      ['type', 'name', 'outcome'],
    ),
    operationSeconds: seconds(
      'operation_duration_seconds',
      'GraphQL operations, from their price to their result.',
      ['type', 'name'],
    ),
    errors: counter('errors_total', 'Errors told to clients, by their code.', ['code']),
    cost: counter(
      'cost_units_total',
      'Price of operations: asked, actual where they ran, refused where not.',
      ['kind'],
    ),
    costRefusals: counter('cost_refusals_total', 'Operations that cost more than the cap or the budget.', [
      'by',
    ]),
    batchKeys: new Histogram({
      name: 'newsgraph_loader_batch_keys',
      help: 'Keys that one batch of a loader read together.',
      buckets: KEYS,
      registers,
    }),
    statementSeconds: seconds(
      'sql_statement_duration_seconds',
      'SQL statements, by what they do to which table.',
      ['statement'],
    ),
    statementFailures: counter(
      'sql_statement_failures_total',
      'SQL statements that failed or were cancelled.',
      ['statement'],
    ),
    articles: counter('ingested_articles_total', 'Articles read: stored, unchanged, retracted, refused.', [
      'outcome',
      'by',
    ]),
    ingestSeconds: seconds(
      'ingest_duration_seconds',
      'Reading, linking and storing one article of a mutation.',
      [],
    ),
  };
}

async function inTime(look: Look): Promise<number | Labelled | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, LOOK_TIMEOUT_MS, null);
  });
  const found = Promise.resolve()
    .then(look)
    .catch(() => null);
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}
