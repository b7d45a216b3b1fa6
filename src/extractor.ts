import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { extractorPool } from './ingest/extractor-pool.ts';
import type { OpenExtractor } from './ingest/reading.ts';

/** The rules in `threads`; before them the service that the configuration names. */
export async function openExtractor(
  { outside }: Config,
  log: Logger,
  threads?: number,
): Promise<OpenExtractor> {
  const rules = extractorPool(threads === undefined ? {} : { threads });
  if (outside.url === null) return rules;
  const { url } = outside;
  const { outsideExtractor } = await import('./ingest/outside/outside-extractor.ts');
  const asked = outsideExtractor({
    ...outside,
    url,
    otherwise: rules,
    onFailure: (why) => log.warn({ why }, 'The outside extractor did not read a text; the rules do'),
  });
  const close = async () => {
    await asked.close();
    await rules.close();
  };
  return { ...asked, close };
}
