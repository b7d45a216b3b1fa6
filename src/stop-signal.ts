import type { Logger } from 'pino';

/** A terminal and npm may both pass on the same Ctrl-C. */
const SAME_SIGNAL_MS = 500;

/** The first signal stops in order, a second one at once. */
export function onStopSignal(log: Logger, stop: () => Promise<void>): void {
  let firstAt: number | null = null;
  const heard = (signal: NodeJS.Signals) => {
    if (firstAt !== null) {
      if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    firstAt = performance.now();
    log.info({ signal }, 'Stopping; once more stops at once');
    stop().then(
      () => {
        log.info('Stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'Could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard);
}
