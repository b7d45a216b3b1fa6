import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { pruneBudgets, settleBudgets } from '../db/budget.ts';
import type { Connection } from '../db/client.ts';
import type { Tables } from '../db/tables.ts';
import type { Context } from '../schema/context.ts';
import type { TokenIssuer } from './server/access/tokens.ts';
import { trustedProxies } from './server/address.ts';
import { authenticator } from './server/authenticate.ts';
import { AnswerCache } from './server/cache/answer-cache.ts';
import type { HttpCaching } from './server/cache/http-caching.ts';
import type { ExecuteOptions } from './server/execute.ts';
import { graphiqlPage } from './server/graphiql.ts';
import { createGraphQL, GRAPHQL_PATH } from './server/graphql.ts';
import { databaseCheck } from './server/health.ts';
import { listen } from './server/listen.ts';
import { Hub } from './server/live/hub.ts';
import type { Watching } from './server/observe.ts';
import { OutboxListener } from './server/outbox-listener.ts';
import { Doorkeeper } from './server/overload.ts';
import { type PersistedDocuments, readPersistedDocuments } from './server/persisted.ts';
import { Budgets } from './server/price/budgets.ts';
import { pricing } from './server/price/price.ts';
import { OPENNESS, type Profile } from './server/profile.ts';
import { type Routes, routeRequest } from './server/routes.ts';
import { schemaText } from './server/sdl.ts';
import type { ReadingLimits } from './server/slow-readers.ts';
import { Conversations, stopServer } from './server/stop.ts';
import { traceRootFields } from './server/trace.ts';
import { Turns } from './server/turns.ts';
import { watchServer } from './server/watch.ts';

export interface ServerConfig {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether other processes listen there as well. */
  readonly reusePort?: boolean;
  readonly profile: Profile;
  /** Null: any origin may read. */
  readonly corsOrigins: readonly string[] | null;
  /** Whether who shows neither a key nor a token may read; true where it is left out. */
  readonly anonymousRead?: boolean;
  /** Whose tokens are taken; none where it is left out. */
  readonly tokenIssuer?: TokenIssuer | null;
  readonly requestTimeoutMs: number;
  readonly mostSubscriptions: number;
  /** Operations that run at once, and that wait for their turn. */
  readonly mostOperations?: number;
  readonly mostWaiting?: number;
  /** What one operation may cost; none of these three holds where it is left out or 0. */
  readonly priceCap?: number;
  /** What may be spent a minute. */
  readonly budgetPerAddress?: number;
  readonly budgetPerKey?: number;
  /** Networks of proxies that are taken at their word for where a request comes from; none where it is left out. */
  readonly trustProxy?: readonly string[];
  /** Of answers that are the same for many; left out, or of no size: each is computed. */
  readonly cache?: { readonly megabytes: number } & HttpCaching;
  /** Between two signs of life in an event stream; shorter than proxies wait. */
  readonly heartbeatMs?: number;
  /** How long `/health/ready` says no before connections are refused; long enough for balancers to see it. */
  readonly stopDelayMs?: number;
}

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly config: ServerConfig;
  readonly db: Kysely<Tables>;
  /** For a connection on which subscriptions are woken; without one they look again and again. */
  readonly connection?: Connection | null;
  readonly log: Logger;
  readonly ingest: Context['ingest'];
  readonly curation: Context['curation'];
  /** Why the process is not ready yet, beside what the server itself sees. */
  readonly ready?: () => string | null;
  readonly persisted?: PersistedDocuments;
  /** Who counts, traces and notes what is done; nobody where it is left out. */
  readonly watching?: Watching;
  /** True: Yoga answers all, and nothing is compiled. A test measures the rest by that. */
  readonly plain?: boolean;
  /** How slowly an answer may be read. */
  readonly reading?: ReadingLimits;
}

export interface RunningServer {
  readonly url: string;
  /** Null where there is none. */
  readonly cache: AnswerCache | null;
  /** Requests in flight finish, within a bounded time. */
  stop(): Promise<void>;
}

/** Where codegen writes them. */
export const PERSISTED_PATH = `${import.meta.dirname}/client/generated/persisted-documents.json`;
const NOBODY: Watching = { metrics: null, tracing: null, slow: null };
const READY_TIMEOUT_MS = 2_000;
const STOP_TIMEOUT_MS = 10_000;
const WAIT_FOR_TURN_MS = 2_000;
const HEARTBEAT_MS = 12_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { schema, config, db, log, ingest, curation } = options;
  const openness = OPENNESS[config.profile];
  const persisted = options.persisted ?? (await readPersistedDocuments(PERSISTED_PATH));
  const { requestTimeoutMs: timeoutMs, heartbeatMs = HEARTBEAT_MS, mostSubscriptions } = config;
  const { plain, watching = NOBODY } = options;
  const { metrics, tracing } = watching;
  const untrace = tracing ? traceRootFields(schema, tracing) : () => {};
  const turns = new Turns({
    atOnce: config.mostOperations ?? 50,
    waiting: config.mostWaiting ?? 200,
    waitMs: WAIT_FOR_TURN_MS,
  });
  const listener = options.connection ? new OutboxListener(options.connection, db) : null;
  const caching = cachingOf(config.cache, listener);
  const budgets = new Budgets({
    store: { settle: (settlements) => settleBudgets(db, settlements), prune: () => pruneBudgets(db) },
    onFailure: (error) => log.warn({ err: error }, 'Budgets are kept by this process alone'),
  });
  const budgetRules = {
    perAddress: config.budgetPerAddress ?? 0,
    perKey: config.budgetPerKey ?? 0,
    trusted: trustedProxies(config.trustProxy ?? []),
  };
  const charging = { priceOf: pricing(schema), cap: config.priceCap ?? 0, budgets, metrics };
  const execute = createGraphQL({
    schema,
    openness,
    persisted,
    timeoutMs,
    turns,
    charging,
    heartbeatMs,
    watching,
    log,
    plain,
    caching,
  });
  const { anonymousRead = true, tokenIssuer = null } = config;
  const authenticate = authenticator({ db, log, anonymousRead, tokenIssuer });
  const hub = new Hub({ db, listener, log, mostSubscriptions });
  if (metrics) watchServer(metrics, { hub, turns, cache: caching?.cache ?? null });
  const databaseIsReady = databaseCheck(db, READY_TIMEOUT_MS);
  let stopping: Promise<void> | null = null;
  const notReady = () => (stopping ? 'The server is stopping.' : (options.ready?.() ?? null));
  const routes: Routes = {
    isStopping: () => stopping !== null,
    door: new Doorkeeper({ turns, corsOrigins: config.corsOrigins, metrics, log }),
    ready: async () => notReady() ?? databaseIsReady(),
    sdl: schemaText(schema),
    graphql: {
      db,
      ingest,
      curation,
      hub,
      authenticate,
      corsOrigins: config.corsOrigins,
      budgets,
      budgetRules,
      // No browser shows a key when it opens a page.
      page: openness.graphiql && anonymousRead ? graphiqlPage() : null,
      execute,
      onBatch: metrics ? (keys) => metrics.batchKeys.observe(keys) : null,
      log,
    },
    articles: {
      db,
      authenticate,
      budgets,
      budgetRules,
      corsOrigins: config.corsOrigins,
      timeoutMs,
      turns,
      log,
    },
    metrics,
    reading: options.reading,
    tracing,
    log,
  };
  const conversations = new Conversations();
  const server = await listen(
    (req, res) => conversations.begin(req, res, () => void routeRequest(req, res, routes)),
    config,
  );
  conversations.watch(server);
  return {
    url: urlOf(server, config.host),
    cache: caching?.cache ?? null,
    stop() {
      stopping ??= stopServer(server, {
        delayMs: config.stopDelayMs ?? 0,
        timeoutMs: STOP_TIMEOUT_MS,
        endStreams: async () => void (await Promise.all([hub.stop(), caching?.cache.stop()])),
        conversations,
      }).then(() => {
        untrace();
        return budgets.stop();
      });
      return stopping;
    },
  };
}

/** Null where nothing would say when an answer is no longer true. */
function cachingOf(config: ServerConfig['cache'], told: OutboxListener | null): ExecuteOptions['caching'] {
  if (!config || config.megabytes === 0 || !told) return null;
  const { megabytes, ...http } = config;
  return { cache: new AnswerCache({ told, maxBytes: megabytes * 1_000_000 }), http };
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}${GRAPHQL_PATH}`;
}
