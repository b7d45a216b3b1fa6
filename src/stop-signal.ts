import type { Logger } from 'pino';

/** A terminal and npm may both pass on the same Ctrl-C. */
const SAME_SIGNAL_MS = 500;

/** The first signal stops in order, a second one at once. `parent`: so does the end of the process that started this one. */
export function onStopSignal(log: Logger, stop: () => Promise<void>, besides = { parent: false }): void {
  let firstAt: number | null = null;
  const heard = (signal: NodeJS.Signals | 'parent gone') => {
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
  const parent = process.ppid;
  // npm passes a SIGTERM on to a shell, which ends without telling us.
  const watch = () => firstAt === null && process.ppid !== parent && heard('parent gone');
  if (besides.parent) setInterval(watch, 500).unref();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard);
}
