import { type Config, fetcherOptions } from './config.ts';
import type { WorkOptions } from './jobs/work.ts';

export function workSettings(
  config: Config,
  allowPrivate = false,
): Pick<WorkOptions, 'fetcher' | 'ingest' | 'intervalS'> {
  return {
    fetcher: fetcherOptions(config, allowPrivate),
    ingest: { assumedTimeZone: config.timeZone },
    intervalS: config.feedIntervalS,
  };
}
