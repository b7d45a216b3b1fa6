export interface StopRequest {
  readonly signal: AbortSignal;
  /** Signals end the process at once again. */
  forget(): void;
}

/** The first SIGINT or SIGTERM asks to finish what is under way, the second one ends the process at once. */
export function stopRequest(): StopRequest {
  const asked = new AbortController();
  const heard = () => {
    if (asked.signal.aborted) process.exit(130);
    asked.abort();
    process.stderr.write('Finishing what is under way; once more stops at once.\n');
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, heard);
  return {
    signal: asked.signal,
    forget() {
      for (const signal of signals) process.off(signal, heard);
    },
  };
}
