import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import pino from 'pino';
import type { Context, IngestOutcome } from '../../schema/context.ts';
import { clientError } from '../../schema/errors.ts';
import { curationOf } from '../../src/ingest/curate/curation.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server.ts';
import type { TestDatabase } from '../support/database.ts';

export interface Logged {
  readonly msg: string;
  readonly requestId?: string;
  readonly status?: number;
  readonly refused?: number;
  readonly err?: { readonly message: string };
}

export interface TestServer extends RunningServer {
  readonly origin: string;
  readonly logged: Logged[];
  ask(query: string, init?: RequestInit): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: { readonly code: string; readonly requestId?: string };
    }[];
  };
}

export type Overrides = Partial<Omit<ServerOptions, 'config' | 'db'>> & {
  readonly config?: Partial<ServerOptions['config']>;
};

/** The real server on a free port, by default with a schema that can be slow, fail and tell what it was given. */
export async function testServer(
  { db, connection }: TestDatabase,
  { config, ...overrides }: Overrides = {},
): Promise<TestServer> {
  const logged: Logged[] = [];
  const server = await startServer({
    schema: probeSchema(),
    db,
    connection,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    curation: curationOf(db),
    ingest: async (): Promise<IngestOutcome> => ({
      kind: 'refused',
      reason: 'empty',
      message: 'Nothing to read.',
    }),
    config: {
      host: '127.0.0.1',
      port: 0,
      profile: 'development',
      corsOrigins: null,
      // Nothing that a busy machine only holds up takes so long.
      requestTimeoutMs: 60_000,
      mostSubscriptions: 1_000,
      ...config,
    },
    ...overrides,
  });
  return {
    ...server,
    origin: new URL(server.url).origin,
    logged,
    ask: (query, init) => post(server.url, { query }, init),
  };
}

export async function post(url: string, params: unknown, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(params),
    ...init,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...init.headers,
    },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}

/** What the probe schema did. */
export const changes: string[] = [];
/** Fields that are asked for and wait until they are let go, so that a test need not guess how long anything takes. */
export const held = new Set<() => void>();
export function letGo(): void {
  for (const go of held) go();
}
/** What the probe schema saw of aborted requests. */
export const aborted: string[] = [];

function probeSchema(): GraphQLSchema {
  const Thing: GraphQLObjectType = new GraphQLObjectType({
    name: 'Thing',
    fields: () => ({
      name: { type: GraphQLString },
      needed: { type: new GraphQLNonNull(GraphQLString) },
      thing: { type: Thing },
    }),
  });
  const text = (
    resolve: (args: Record<string, never>, context: Context & { abort: AbortController }) => unknown,
  ) => ({
    type: GraphQLString,
    resolve: (_: unknown, args: Record<string, never>, context: Context & { abort: AbortController }) =>
      resolve(args, context),
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: {
      hello: text(() => 'world'),
      thing: { type: Thing, resolve: () => ({}) },
      scopes: text((_, { scopes }) => [...scopes].sort().join(' ')),
      requestId: text((_, { requestId }) => requestId),
      // Yoga hangs the parameters on the context.
      way: text((_, context) => ('params' in context ? 'yoga' : 'short')),
      breaks: text(() => {
        throw new Error('secret of the house');
      }),
      needed: {
        type: new GraphQLNonNull(GraphQLString),
        resolve: () => Promise.reject(new Error('secret of the house')),
      },
      refuses: text(() => {
        throw clientError('BAD_ID', 'Not an id.');
      }),
      uncoded: text(() => {
        throw new GraphQLError('internal words');
      }),
      unreachable: text(() => {
        throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3'), { code: 'ECONNREFUSED' });
      }),
      slow: {
        ...text((args, { abort }) => slow(Number(args.ms), abort.signal)),
        args: { ms: { type: GraphQLInt, defaultValue: 300 } },
      },
      held: {
        ...text((_, { abort }) => hold(abort.signal)),
        args: { n: { type: GraphQLInt } },
      },
      echo: {
        ...text((args) => JSON.stringify(args)),
        args: { words: { type: new GraphQLList(GraphQLString) }, number: { type: GraphQLInt } },
      },
      things: {
        type: new GraphQLList(new GraphQLNonNull(Thing)),
        resolve: () => [{ needed: 'there' }, { needed: () => Promise.reject(new Error('secret')) }],
      },
    },
  });
  const mutation = new GraphQLObjectType({
    name: 'Mutation',
    fields: { change: text(() => `change ${changes.push('change')}`) },
  });
  return new GraphQLSchema({ query, mutation });
}

function hold(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const go = () => {
      held.delete(go);
      resolve('done');
    };
    held.add(go);
    signal.addEventListener('abort', () => {
      held.delete(go);
      aborted.push((signal.reason as Error).message);
    });
  });
}

function slow(ms: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, 'done');
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      aborted.push((signal.reason as Error).message);
    });
  });
}
