import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Exchange } from '../exchange.ts';
import { chosenOperation } from '../operation.ts';
import type { Params } from '../params.ts';
import { actualOf, type Charging, priceOfOperation, refusalOf } from './charge.ts';

/** A subscription is paid for when it begins, and each event when it is told: never refused then, but owed. */
export function useCharging(charging: Charging): Plugin<Exchange> {
  return {
    async onSubscribe({ args, setResultAndStopExecution }) {
      const exchange = args.contextValue;
      const params = args.contextValue.params as Params;
      const node = chosenOperation(args.document, params, exchange.req.method);
      const price = priceOfOperation({ exchange, params, document: args.document, node }, charging);
      const { holder } = exchange;
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
            charging.budgets.giveBack(holder, -actualOf(price, told));
            return told;
          };
          setResult(mapAsyncIterator(result as AsyncIterable<ExecutionResult>, charge) as never);
        },
      };
    },
  };
}
