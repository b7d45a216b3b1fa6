import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { clientError } from '../../../schema/errors.ts';
import type { Exchange } from '../exchange.ts';
import { chosenOperation } from '../operation.ts';
import type { Params } from '../params.ts';
import type { Holder } from './account.ts';
import type { Budgets } from './budgets.ts';
import { actualOf, type Charging, priceOfOperation, refusalOf } from './charge.ts';

/**
 * A subscription is paid for when it begins, and each event when it is told: owed then, and not refused. Where a whole budget is
 * owed the subscription ends, or who asks for all that ever changed would spend as many budgets as that takes.
 */
export function useCharging(charging: Charging): Plugin<Exchange> {
  return {
    async onSubscribe({ args, setResultAndStopExecution }) {
      const exchange = args.contextValue;
      const params = args.contextValue.params as Params;
      const node = chosenOperation(args.document, params, exchange.req.method);
      const price = priceOfOperation({ exchange, params, document: args.document, node }, charging);
      const { holder } = exchange;
      const { budgets } = charging;
      const refusal = await refusalOf(price, holder, charging);
      if (refusal) {
        setResultAndStopExecution({ errors: [refusal] });
        return undefined;
      }
      if (!holder) return undefined;
      return {
        onSubscribeResult({ result, setResult }) {
          if (!isAsyncIterable(result)) return;
          const charge = (told: ExecutionResult) => {
            budgets.giveBack(holder, -actualOf(price, told));
            if (budgets.owesAll(holder)) exchange.subscription.current?.cutOff(owed(holder, budgets));
            return told;
          };
          setResult(mapAsyncIterator(result as AsyncIterable<ExecutionResult>, charge) as never);
        },
      };
    },
  };
}

function owed(holder: Holder, budgets: Budgets): Error {
  const seconds = budgets.affordableInS(holder, 1);
  return clientError(
    'RATE_LIMITED',
    `Events cost more than the budget of a minute. Subscribe again after the last cursor, in ${seconds} s or for less.`,
  );
}
