import type { Plugin } from 'graphql-yoga';
import { clientError } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';

/**
 * Ends an operation that takes too long, or whose client has gone. Resolvers are told by the signal of the context.
 * A subscription has no deadline.
 */
export function useDeadline(timeoutMs: number): Plugin<Exchange> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { abort } = args.contextValue;
      setExecuteFn(async (given) => {
        const timer = setTimeout(() => abort.abort(tooLate(timeoutMs)), timeoutMs);
        try {
          return await executeFn(Object.assign(given, { signal: abort.signal }));
        } finally {
          clearTimeout(timer);
        }
      });
    },
    onSubscribe({ args }) {
      Object.assign(args, { signal: args.contextValue.abort.signal });
    },
  };
}

function tooLate(timeoutMs: number) {
  const message = `The operation took longer than ${timeoutMs} ms and was stopped.`;
  return clientError('TIMEOUT', message, { http: { status: 504 } });
}
