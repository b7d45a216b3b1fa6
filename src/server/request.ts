import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import { holds } from '../../db/api-key.ts';
import type { Tables } from '../../db/tables.ts';
import { changePosition } from '../../schema/change.ts';
import type { Context } from '../../schema/context.ts';
import { clientError } from '../../schema/errors.ts';
import type { LiveAsked } from '../../schema/live.ts';
import { acceptsAnswer } from './accept.ts';
import { type Admitting, admit, viewerOf } from './admit.ts';
import { readBody, refuseTooLarge } from './body.ts';
import type { CachedText } from './cached-text.ts';
import { answersPreflight, setCorsHeaders } from './cors.ts';
import type { Exchange } from './exchange.ts';
import { asksForPage } from './graphiql.ts';
import type { Hub } from './live/hub.ts';
import type { Holder } from './live/subscriber.ts';
import type { Budgets } from './price/budgets.ts';
import { refusesSpent } from './price/gate.ts';
import { type BudgetRules, holderOf } from './price/holder.ts';
import { refuse } from './respond.ts';

const NO_BODY = Buffer.alloc(0);
export const READ_BODY_BYTES = 256 * 1024;
export const INGEST_BODY_BYTES = 4 * 1024 * 1024;

export interface GraphQLRequestOptions extends Admitting {
  readonly db: Kysely<Tables>;
  readonly ingest: Context['ingest'];
  readonly curation: Context['curation'];
  readonly hub: Hub;
  readonly corsOrigins: readonly string[] | null;
  readonly page: CachedText | null;
  readonly budgetRules: BudgetRules;
  readonly budgets: Budgets;
  readonly onBatch: Context['onBatch'];
  readonly execute: (exchange: Exchange) => void | Promise<void>;
}

/** A request to GraphQL, up to where GraphQL begins. */
export async function answerGraphQL(
  req: IncomingMessage,
  res: ServerResponse,
  requestId: string,
  options: GraphQLRequestOptions,
): Promise<void> {
  setCorsHeaders(req, res, options.corsOrigins);
  res.setHeader('cache-control', 'no-store');
  if (answersPreflight(req, res, 'GET, POST')) return;
  if (options.page && asksForPage(req)) return options.page.answer(req, res);
  if (!acceptsAnswer(req)) {
    return refuse(
      res,
      406,
      'BAD_REQUEST',
      'Answers are application/graphql-response+json or application/json.',
    );
  }
  const caller = await admit(req, res, options);
  if (!caller) return;
  const budget = holderOf(req, caller, options.budgetRules);
  if (budget && refusesSpent(budget, options.budgets, res)) return;
  const { scopes, keyId, expiresAt } = caller;
  const limitBytes = holds(scopes, 'ingest') ? INGEST_BODY_BYTES : READ_BODY_BYTES;
  const body = req.method === 'POST' ? await readBody(req, res, limitBytes) : NO_BODY;
  if (!body) return refuseTooLarge(req, res, limitBytes);
  const abort = abortWhenClosed(res);
  const { db, ingest, curation, onBatch } = options;
  const viewer = viewerOf(caller);
  const reader = { db, viewer, signal: abort.signal };
  const subscription: Exchange['subscription'] = { current: null };
  const address = budget?.policy === 'address' ? budget.id : null;
  const holder: Holder = { viewer, keyId, expiresAt, address };
  const live: Context['live'] = async (asked) => {
    const { hub } = options;
    subscription.current = await hub.subscribe(resumed(asked, req), holder, abort.signal);
    return subscription.current;
  };
  await options.execute({
    ...reader,
    scopes,
    callerName: caller.name,
    requestId,
    ingest,
    curation,
    live,
    onBatch,
    req,
    res,
    body,
    holder: budget,
    abort,
    subscription,
  });
}

/** A browser that lost an event stream says by itself which event was the last. */
function resumed(asked: LiveAsked, { headers }: IncomingMessage): LiveAsked {
  const last = headers['last-event-id'];
  return typeof last === 'string' && last !== '' ? { ...asked, after: changePosition(last) } : asked;
}

export function abortWhenClosed(res: ServerResponse): AbortController {
  const abort = new AbortController();
  // Each statement under way listens to it.
  setMaxListeners(0, abort.signal);
  const leave = () => {
    if (!res.writableFinished) abort.abort(clientError('BAD_REQUEST', 'The client left before the answer.'));
  };
  // Whoever left while their key was looked up is gone already.
  if (res.closed) leave();
  else res.once('close', leave);
  return abort;
}
