import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { changeCursor } from '../../../schema/change.ts';
import { clientError } from '../../../schema/errors.ts';
import type { LiveChange } from '../../../schema/live.ts';
import { databaseFault } from '../database-fault.ts';
import { rootCause } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Openness } from '../profile.ts';
import { sendEvents } from './events.ts';
import { interrupted } from './hub.ts';

const TAKES_EVENTS = /(^|,)\s*(text\/event-stream|text\/\*|\*\/\*)\s*(;|,|$)/i;

/** Subscriptions are answered as server-sent events; each event is executed by itself, with rows read for it. They have no deadline. */
export function useSubscriptions(heartbeatMs: number, { suggestions }: Openness): Plugin<Exchange, Exchange> {
  return {
    onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
      Object.assign(args, { hideSuggestions: !suggestions });
      const { accept = '*/*' } = args.contextValue.req.headers;
      if (TAKES_EVENTS.test(accept)) setSubscribeFn(subscribe as never);
      else setResultAndStopExecution({ errors: [notTaken()] });
    },
    onResultProcess({ result, setResultProcessor, serverContext }) {
      if (!isAsyncIterable(result)) return;
      const { res, subscription } = serverContext;
      const settledAt = () => {
        const position = subscription.current?.settledAt;
        return position ? changeCursor(position) : null;
      };
      setResultProcessor(async (results, { Response }) => {
        const iterator = (results as AsyncIterable<ExecutionResult>)[Symbol.asyncIterator]();
        await sendEvents(res, iterator, { heartbeatMs, settledAt });
        return new Response(null);
      }, 'text/event-stream');
    },
  };
}

function notTaken(): GraphQLError {
  return clientError('BAD_REQUEST', 'A subscription is answered as text/event-stream. Say so in Accept.', {
    http: { status: 406 },
  });
}

async function subscribe(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  return isAsyncIterable(source) ? resultsOf(args, source as AsyncIterable<LiveChange>) : source;
}

/** So many changes that wait are executed at once, as one statement a level. */
const AT_ONCE = 20;

/**
 * What ends the source in error is told as the last result. So is that the database is away: the cursor of a change that could not
 * be read would lead its reader past it.
 */
function resultsOf(
  args: ExecutionArgs,
  source: AsyncIterable<LiveChange>,
): AsyncIterableIterator<ExecutionResult> {
  const changes = source[Symbol.asyncIterator]();
  const { subscription } = args.contextValue as Exchange;
  const ready: ExecutionResult[] = [];
  return {
    async next() {
      try {
        if (ready.length === 0) {
          const { value: first, done } = await changes.next();
          if (done) return { value: undefined, done };
          const more = subscription.current?.takeWaiting(AT_ONCE - 1) ?? [];
          const results = await Promise.all([first, ...more].map((change) => resultOf(args, change)));
          const untold = results.findIndex(isUnavailable);
          if (untold >= 0) {
            results.splice(untold, results.length, { errors: [interrupted()] });
            await changes.return?.();
          }
          ready.push(...results);
        }
        return { value: ready.shift() as ExecutionResult, done: false };
      } catch (error) {
        return { value: { errors: [asGraphQLError(error as Error)] }, done: false };
      }
    },
    async return() {
      await changes.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Its loaders share statements with others who are told at once, so no client's leaving may cut them short. */
async function resultOf(args: ExecutionArgs, change: LiveChange): Promise<ExecutionResult> {
  const contextValue = { ...(args.contextValue as Exchange), signal: null, together: change.together };
  const result = await execute({ ...args, rootValue: change, contextValue });
  return { ...result, extensions: { cursor: changeCursor(change.position) } };
}

function isUnavailable({ errors = [] }: ExecutionResult): boolean {
  return errors.some((error) => databaseFault(rootCause(error)) === 'UNAVAILABLE');
}

function asGraphQLError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}
