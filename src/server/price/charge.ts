import type { ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { clientError } from '../../../schema/errors.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { SharedResult } from '../cache/shared-result.ts';
import type { Exchange } from '../exchange.ts';
import type { Execute } from '../execute.ts';
import type { Operation } from '../operation.ts';
import type { Holder, Standing } from './account.ts';
import type { Budgets } from './budgets.ts';
import { whatToLower } from './exceeded.ts';
import { WINDOW_S } from './holder.ts';
import type { Price, PriceOf } from './price.ts';

export interface Charging {
  readonly priceOf: PriceOf;
  /** Of one operation; 0: none. */
  readonly cap: number;
  readonly budgets: Budgets;
  readonly metrics: Metrics | null;
}

/** To parse, validate and lay out so much of a document takes about as long as to read a row. */
const CHARS_PER_UNIT = 4;

/** What reading a document costs is owed, whether or not it then runs: else those that are refused would cost nothing. */
export function readingCharged({ budgets }: Charging) {
  return (text: string, { holder }: Pick<Exchange, 'holder'>): void => {
    if (holder) budgets.giveBack(holder, -Math.ceil(text.length / CHARS_PER_UNIT));
  };
}

/** Runs what can be paid for, and gives back what was not needed of its price. */
export function chargingExecutor(execute: Execute, charging: Charging): Execute {
  return async (operation) => {
    const { exchange, params } = operation;
    const price = priceOfOperation(operation, charging);
    const refusal = await refusalOf(price, exchange.holder, charging);
    if (refusal) return { errors: [refusal], extensions: { cost: costOf(price, 0, exchange, charging) } };
    const result = await execute(operation);
    const actual = actualOf(price, result);
    charging.metrics?.cost.inc({ kind: 'actual' }, actual);
    const wantsCost = params.extensions?.cost === true;
    if (wantsCost) keepToOneself(exchange);
    settle(exchange, price.requested - actual, charging);
    return wantsCost ? withCost(result, costOf(price, actual, exchange, charging)) : result;
  };
}

export function priceOfOperation({ document, node, params }: Operation, { priceOf }: Charging): Price {
  return priceOf(document, node, params.variables);
}

/** Null where the price was taken from the budget. */
export async function refusalOf(
  price: Price,
  holder: Holder | null,
  { cap, budgets, metrics }: Charging,
): Promise<GraphQLError | null> {
  metrics?.cost.inc({ kind: 'asked' }, price.requested);
  const most = Math.min(cap || Number.POSITIVE_INFINITY, holder?.size ?? Number.POSITIVE_INFINITY);
  const refusedBy = (by: string) => {
    metrics?.costRefusals.inc({ by });
    metrics?.cost.inc({ kind: 'refused' }, price.requested);
  };
  if (price.requested > most) {
    refusedBy('cap');
    return tooDear(price, most);
  }
  if (!holder) return null;
  const granted = budgets.spend(holder, price.requested);
  if (granted === true || (await granted)) return null;
  refusedBy('budget');
  return spent(holder, price.requested, budgets);
}

/** What never ran cost next to nothing; what failed as a whole is not known to have cost less than was asked. */
export function actualOf(price: Price, result: ExecutionResult): number {
  if (result instanceof SharedResult) return result.priceBy((data) => price.actual(data));
  const { data } = result;
  return data === null ? price.requested : price.actual(data);
}

function tooDear(price: Price, most: number): GraphQLError {
  const message = `The operation would cost ${said(price.requested)} where at most ${said(most)} are allowed: ${whatToLower(price)}`;
  return clientError('COST_EXCEEDED', message, { http: { spec: true, status: 400 } });
}

function spent(holder: Holder, price: number, budgets: Budgets): GraphQLError {
  const { remaining, limit } = budgets.standing(holder);
  const seconds = budgets.affordableInS(holder, price);
  const message = `The operation costs ${said(price)}, and ${said(remaining)} are left of ${said(limit)} a minute. Ask again in ${seconds} s, or for less.`;
  return clientError('RATE_LIMITED', message, {
    http: {
      status: 429,
      headers: { 'Retry-After': String(seconds), ...rateLimitHeaders(budgets.standing(holder)) },
    },
  });
}

const said = (units: number) => units.toLocaleString('en');

function settle({ holder, res }: Exchange, unused: number, { budgets }: Charging): void {
  if (!holder) return;
  budgets.giveBack(holder, unused);
  setRateLimit(res, budgets.standing(holder));
}

export function setRateLimit(res: ServerResponse, standing: Standing): void {
  // Caches between would tell one asker's standing to all.
  if (res.headersSent || res.hasHeader('etag')) return;
  for (const [name, value] of Object.entries(rateLimitHeaders(standing))) res.setHeader(name, value);
}

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export function rateLimitHeaders({ policy, limit, remaining, fullInS }: Standing): Record<string, string> {
  return {
    'RateLimit-Policy': `"${policy}";q=${limit};w=${WINDOW_S}`,
    RateLimit: `"${policy}";r=${remaining};t=${fullInS}`,
  };
}

/** What is left to one is told to nobody else. */
function keepToOneself({ res }: Exchange): void {
  res.removeHeader('etag');
  res.setHeader('cache-control', 'no-store');
}

/** The result may be one of a class, whose data is no property of its own. */
function withCost(result: ExecutionResult, cost: object): ExecutionResult {
  const { data, errors, extensions } = result;
  return {
    ...(errors && { errors }),
    ...(data !== undefined && { data }),
    extensions: { ...extensions, cost },
  };
}

/** By the names that Shopify's clients know: https://shopify.dev/docs/api/usage/limits */
function costOf(price: Price, actual: number, { holder }: Exchange, { cap, budgets }: Charging) {
  const standing = holder && budgets.standing(holder);
  return {
    requestedQueryCost: price.requested,
    actualQueryCost: actual,
    maximumQueryCost: cap || null,
    throttleStatus: standing && {
      maximumAvailable: standing.limit,
      currentlyAvailable: standing.remaining,
      restoreRate: Math.round(standing.restoredPerS),
      resetAt: new Date(Date.now() + standing.fullInS * 1_000).toISOString(),
    },
  };
}
