import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/metrics.ts';
import type { Tracing } from '../observe/traced.ts';
import { admitReader } from './admit.ts';
import { type ArticlesOptions, answerArticles, isArticlesPath } from './articles.ts';
import type { CachedText } from './cached-text.ts';
import { answersPreflight, setCorsHeaders } from './cors.ts';
import { GRAPHQL_PATH } from './graphql.ts';
import { answerLive, answerReady, type NotReady } from './health.ts';
import { countRequest, routeOf } from './observe.ts';
import type { Doorkeeper } from './overload.ts';
import { answerGraphQL, type GraphQLRequestOptions } from './request.ts';
import { requestIdOf } from './request-id.ts';
import { refuse, SECURITY_HEADERS } from './respond.ts';
import { cutSlowReader, type ReadingLimits } from './slow-readers.ts';

export interface Routes {
  readonly isStopping: () => boolean;
  readonly door: Doorkeeper;
  readonly ready: () => Promise<NotReady>;
  readonly sdl: CachedText;
  readonly graphql: GraphQLRequestOptions;
  readonly articles: ArticlesOptions;
  readonly metrics: Metrics | null;
  readonly reading?: ReadingLimits | undefined;
  readonly tracing: Tracing | null;
  readonly log: Logger;
}

/** Never rejects: whatever goes wrong is answered and logged. */
export async function routeRequest(req: IncomingMessage, res: ServerResponse, routes: Routes): Promise<void> {
  const requestId = requestIdOf(req);
  req.url = originForm(req.url ?? '/');
  if (isRefused(req, res, requestId, routes)) return;
  setHeaders(res, requestId, routes.isStopping());
  noteWhenDone(req, res, requestId, routes);
  cutSlowReader(res, routes.reading);
  try {
    const run = () => answer(req, res, requestId, routes);
    await (routes.tracing ? routes.tracing.request(req, res, requestId, run) : run());
  } catch (error) {
    if (res.destroyed || req.destroyed) return;
    routes.log.error({ err: error, requestId }, 'A request failed');
    if (res.headersSent) res.destroy();
    else refuse(res, 500, 'INTERNAL', 'Internal error');
  }
}

/** What takes no turn is let through. */
function isRefused(req: IncomingMessage, res: ServerResponse, requestId: string, routes: Routes): boolean {
  const route = routeOf(req);
  if ((route !== 'graphql' && route !== 'articles') || req.method === 'OPTIONS') return false;
  const closing = routes.isStopping() && { connection: 'close' };
  return routes.door.refuses(req, res, route, { 'x-request-id': requestId, ...closing });
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  routes: Routes,
): Promise<void> {
  const path = req.url?.split('?', 1)[0] ?? '/';
  if (!hasGoodHost(req)) return refuse(res, 400, 'BAD_REQUEST', 'The Host header names no host.');
  if (path === GRAPHQL_PATH) return answerGraphQL(req, res, requestId, routes.graphql);
  if (isArticlesPath(path)) return answerArticles(req, res, routes.articles);
  if (path === '/schema.graphql') return answerSchema(req, res, routes);
  if (req.method !== 'GET' && req.method !== 'HEAD') return notFound(res, path);
  if (path === '/health/live') return answerLive(res);
  if (path === '/health/ready') return answerReady(res, routes.ready);
  if (path === '/' && routes.graphql.page) {
    res.writeHead(302, { location: GRAPHQL_PATH }).end();
    return;
  }
  notFound(res, path);
}

async function answerSchema(
  req: IncomingMessage,
  res: ServerResponse,
  { graphql, sdl }: Routes,
): Promise<void> {
  setCorsHeaders(req, res, graphql.corsOrigins);
  // A page may be given what another program had asked for.
  if (!graphql.corsOrigins) res.setHeader('access-control-allow-origin', '*');
  if (answersPreflight(req, res, 'GET, HEAD')) return;
  if (req.method !== 'GET' && req.method !== 'HEAD') return notFound(res, '/schema.graphql');
  if (await admitReader(req, res, graphql)) await sdl.answer(req, res);
}

/** Every server has to take the form in which proxies are asked: https://httpwg.org/specs/rfc9112.html#absolute-form */
function originForm(target: string): string {
  const [authority] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  if (authority === undefined) return target;
  const rest = target.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** https://httpwg.org/specs/rfc9112.html#rfc.section.3.2 */
function hasGoodHost({ headers: { host } }: IncomingMessage): boolean {
  return host === undefined || URL.canParse(`http://${host}`);
}

function notFound(res: ServerResponse, path: string): void {
  refuse(
    res,
    404,
    'BAD_REQUEST',
    `Nothing answers ${res.req.method} ${path.slice(0, 100)} here. GraphQL is at ${GRAPHQL_PATH}.`,
  );
}

function setHeaders(res: ServerResponse, requestId: string, stopping: boolean): void {
  res.setHeader('x-request-id', requestId);
  for (const [name, value] of SECURITY) res.setHeader(name, value);
  if (stopping) res.setHeader('connection', 'close');
}

const SECURITY = Object.entries(SECURITY_HEADERS);

function noteWhenDone(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  { log, metrics }: Routes,
): void {
  const began = performance.now();
  res.once('close', () => {
    const took = performance.now() - began;
    if (metrics) countRequest(req, res, took, metrics);
    const ms = Math.round(took);
    const path = req.url?.split('?', 1)[0]?.slice(0, 100);
    const said = { requestId, method: req.method, path, status: res.statusCode, ms };
    const level = path?.startsWith('/health/') ? 'debug' : 'info';
    log[level](said, res.writableFinished ? 'Answered' : 'The client left');
  });
}
