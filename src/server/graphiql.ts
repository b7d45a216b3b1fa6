import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CachedText, cachedText } from './cached-text.ts';
import { EXAMPLES } from './examples.ts';

/** The page holds all that it needs: it works without any network. */
export function graphiqlPage(): CachedText {
  return cachedText(renderPage, (html) => ({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(html),
  }));
}

export function asksForPage(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && /\btext\/html\b/.test(req.headers.accept ?? '');
}

/** Imported at the first request, as it weighs 9 MB. */
async function renderPage(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({
    title: 'Newsgraph',
    defaultTabs: EXAMPLES.map(({ query, variables }) => ({
      query,
      variables: variables ? JSON.stringify(variables, null, 2) : null,
    })),
    subscriptionsProtocol: 'SSE',
    credentials: 'same-origin',
    shouldPersistHeaders: false,
    inputValueDeprecation: true,
    schemaDescription: true,
  }).trim();
}

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
