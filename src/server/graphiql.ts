import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Worker } from 'node:worker_threads';
import type { GraphiQLOptions } from 'graphql-yoga';
import { type CachedText, cachedText } from './cached-text.ts';
import type { Encoded } from './compress.ts';
import { EXAMPLES } from './examples.ts';
import type { Wanted } from './graphiql-render.ts';

const OPTIONS: GraphiQLOptions = {
  title: 'Newsgraph',
  defaultTabs: EXAMPLES.map(({ query, variables }) => ({
    query,
    variables: variables ? JSON.stringify(variables, null, 2) : null,
  })),
  subscriptionsProtocol: 'SSE',
  // Else it subscribes by GET, which takes persisted documents only in the profile public.
  method: 'POST',
  credentials: 'same-origin',
  shouldPersistHeaders: false,
  inputValueDeprecation: true,
  schemaDescription: true,
};

/** The page holds all that it needs: it works without any network. */
export function graphiqlPage(): CachedText {
  return cachedText(async (encoding) => {
    const workerData: Wanted = { options: OPTIONS, encoding };
    const worker = new Worker(new URL('./graphiql-render.ts', import.meta.url), { workerData });
    const [page] = (await once(worker, 'message')) as [Encoded];
    return page;
  });
}

export function asksForPage(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && /\btext\/html\b/.test(req.headers.accept ?? '');
}
