import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

export interface StopLimits {
  /** Connections are still taken for so long. */
  readonly delayMs: number;
  /** What is not finished then is cut off. */
  readonly timeoutMs: number;
  /** Answers that would not end by themselves. */
  readonly endStreams: () => Promise<void>;
  readonly conversations: Conversations;
}

/**
 * A request may be on its way on a connection that looks idle, and would be lost if that was closed. So long it is waited for
 * after the last chance to say `Connection: close`.
 */
const QUIET_MS = 300;
/** Clients that come without end would keep the door open. */
const LET_IN_MS = 1_000;

/** Who is connected, and who is owed an answer. */
export class Conversations {
  /** Connections on which nothing was asked so far. Browsers open such; Node takes them for busy. */
  readonly silent = new Set<Socket>();
  /** Answers that are not out yet. */
  readonly owed = new Set<ServerResponse>();
  #held: Promise<void> | null = null;

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
  }

  begin(req: IncomingMessage, res: ServerResponse, answer: () => void): void {
    this.silent.delete(req.socket);
    this.owed.add(res);
    res.once('close', () => this.owed.delete(res));
    if (this.#held) void this.#held.then(answer);
    else answer();
  }

  /** What is asked meanwhile is answered after it. */
  async hold(act: () => Promise<void>): Promise<void> {
    this.#held = act();
    await this.#held;
    this.#held = null;
  }
}

export async function stopServer(server: Server, options: StopLimits): Promise<void> {
  const { delayMs, timeoutMs, endStreams, conversations } = options;
  for (const res of conversations.owed) if (!res.headersSent) res.setHeader('connection', 'close');
  if (delayMs > 0) await sleep(delayMs);
  let closed = Promise.resolve();
  await conversations.hold(async () => {
    await letIn(server);
    closed = refuseConnections(server);
  });
  const ended = endStreams();
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await sleep(QUIET_MS);
  for (const socket of conversations.silent) socket.destroy();
  // A connection that was kept alive for its next request is idle when its answer is out.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await Promise.all([closed, ended]);
  clearTimeout(cut);
  clearInterval(sweep);
}

/**
 * Whoever waits at a door that closes is lost, and one is let in a turn of the event loop. Nobody waits once a turn let none
 * in; with answers held back the turns are short, and nobody who has one comes again.
 */
async function letIn(server: Server): Promise<void> {
  let cameIn = true;
  const note = () => {
    cameIn = true;
  };
  server.on('connection', note);
  // What is left of this one may let nobody in.
  await nextTurn();
  for (const until = performance.now() + LET_IN_MS; cameIn && performance.now() < until; ) {
    cameIn = false;
    await nextTurn();
  }
  server.off('connection', note);
}

/** That of `http.Server` closes idle connections as well, at once. */
function refuseConnections(server: Server): Promise<void> {
  return new Promise((resolve) => NetServer.prototype.close.call(server, () => resolve()));
}
