import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StopLimits {
  /** Connections are still taken for so long. */
  readonly delayMs: number;
  /** What is not finished then is cut off. */
  readonly timeoutMs: number;
}

export async function stopServer(server: Server, { delayMs, timeoutMs }: StopLimits): Promise<void> {
  if (delayMs > 0) await sleep(delayMs);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  // A connection that was kept alive for its next request is idle when its answer is out.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await closed;
  clearTimeout(cut);
  clearInterval(sweep);
}
