import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { clientError } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';
import type { Params } from './params.ts';

/** One operation that is asked: within the limits, valid, and not run yet. Its variables are as they came. */
export interface Operation {
  readonly exchange: Exchange;
  readonly params: Params;
  /** Of equal texts it is the same object for as long as it is remembered. */
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
}

/** Throws where the name fits none, or several without a name are there, and for what GET may not do. */
export function chosenOperation(
  document: DocumentNode,
  { operationName }: Pick<Params, 'operationName'>,
  method: string | undefined,
): OperationDefinitionNode {
  const node = getOperationAST(document, operationName as string | null | undefined);
  if (!node) {
    const message = 'Could not determine what operation to execute.';
    throw clientError('BAD_REQUEST', message, { http: { status: 400 } });
  }
  if (method === 'GET' && node.operation === 'mutation') {
    const message = 'Can only perform a mutation operation from a POST request.';
    throw clientError('BAD_REQUEST', message, { http: { status: 405, headers: { Allow: 'POST' } } });
  }
  return node;
}
