import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StopLimits {
  /** Connections are still taken for so long. */
  readonly delayMs: number;
  /** What is not finished then is cut off. */
  readonly timeoutMs: number;
  /** Answers that would not end by themselves. */
  readonly endStreams: () => Promise<void>;
  readonly silent: ReadonlySet<Socket>;
}

/** Browsers open connections that they may never ask on. Node takes such for busy. */
const SILENT_MS = 300;

/** The connections on which nothing was asked so far. */
export function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

export async function stopServer(server: Server, options: StopLimits): Promise<void> {
  const { delayMs, timeoutMs, endStreams, silent } = options;
  if (delayMs > 0) await sleep(delayMs);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const ended = endStreams();
  const hush = setTimeout(() => {
    for (const socket of silent) socket.destroy();
  }, SILENT_MS);
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  // A connection that was kept alive for its next request is idle when its answer is out.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await Promise.all([closed, ended]);
  clearTimeout(hush);
  clearTimeout(cut);
  clearInterval(sweep);
}
