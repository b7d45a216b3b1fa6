/** Where SIGINT or SIGTERM ends it, `told` is said, and the process ends with 130. */
export async function untilStopped(act: (signal: AbortSignal) => Promise<void>, told: string): Promise<void> {
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  try {
    await act(stopped.signal);
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    process.stderr.write(`${told}\n`);
    process.exitCode = 130;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
