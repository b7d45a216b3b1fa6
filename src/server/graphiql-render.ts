/** Run in a thread of its own: the 9 MB of the page's script would otherwise stay in the memory of the server. */
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphiQLOptions } from 'graphql-yoga';
import { type Encoded, type Encoding, encode } from './compress.ts';
import { withOwnStyles } from './graphiql-styles.ts';
import { withSteadyTabs } from './graphiql-tabs.ts';

export interface Wanted {
  readonly options: GraphiQLOptions;
  readonly encoding: Encoding;
}

const { options, encoding } = workerData as Wanted;
const html = withOwnStyles(withSteadyTabs(renderGraphiQL(options).trim()));
const { bytes, headers } = encode(html, encoding);
const page: Encoded = {
  bytes,
  headers: {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(html),
  },
};
parentPort?.postMessage(page, [bytes.buffer]);

/** The editor's workers are blobs that the page makes from its own text; its styles are set by script. */
function contentSecurityPolicy(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  );
  return [
    `default-src 'none'`,
    `script-src ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    `style-src 'unsafe-inline'`,
    `connect-src 'self'`,
    'img-src data:',
    'font-src data:',
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
