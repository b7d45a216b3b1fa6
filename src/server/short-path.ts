import type { ExecutionResult } from 'graphql';
import { answerOf, mediaTypeFor, sendAnswer } from './answer.ts';
import type { Prepare } from './documents.ts';
import { errorsOf } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { Execute } from './execute.ts';
import { chosenOperation, type Operation } from './operation.ts';
import { checkedParams, readParams, takesMethod } from './params.ts';
import { type PersistedDocuments, withDocument } from './persisted.ts';
import type { Openness } from './profile.ts';

/** What is done with a request to GraphQL, in this order. Yoga's plugins do the very same. */
export interface Steps {
  readonly openness: Openness;
  readonly persisted: PersistedDocuments;
  readonly prepare: Prepare;
  readonly execute: Execute;
  /** Masks errors. */
  readonly finish: (result: ExecutionResult, requestId: string) => ExecutionResult;
}

/** A plain answer to a plain question, without the weight of Yoga's HTTP layer. False where Yoga is to answer. */
export async function answersShort(exchange: Exchange, steps: Steps): Promise<boolean> {
  const { req, res, requestId } = exchange;
  const mediaType = mediaTypeFor(req.headers.accept);
  if (mediaType === null || !takesMethod(req)) return false;
  let result: ExecutionResult;
  try {
    const operation = operationOf(exchange, steps);
    if (operation.node.operation === 'subscription') return false;
    result = await steps.execute(operation);
  } catch (error) {
    result = { errors: errorsOf(error) };
  }
  sendAnswer(res, answerOf(steps.finish(result, requestId), mediaType));
  return true;
}

/** Throws what is wrong with the request. */
function operationOf(exchange: Exchange, steps: Steps): Operation {
  const { req, body } = exchange;
  const { persisted, openness, prepare } = steps;
  const params = checkedParams(withDocument(readParams(req, body), req.method, persisted, openness));
  const { document, errors } = prepare(params.query, exchange);
  if (!document) throw errors[0];
  const node = chosenOperation(document, params, req.method);
  if (errors.length > 0) throw new AggregateError(errors);
  return { exchange, params, document, node };
}
