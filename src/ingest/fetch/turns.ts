import { setTimeout as sleep } from 'node:timers/promises';

export interface HostTurns {
  /** Runs `act` when it is this host's turn and `pauseMs` have passed since the last one of it ended. */
  take<T>(host: string, pauseMs: number, act: () => Promise<T>): Promise<T>;
  /** Nothing is asked of the host for so long. */
  holdOff(host: string, forMs: number): void;
  /** How long the host is still to be left alone; 0 where it may be asked. */
  heldOffMs(host: string): number;
}

interface Host {
  /** Settles when all who came before are done. */
  last: Promise<void>;
  waiting: number;
  endedAt: number;
  heldUntil: number;
}

const REMEMBERED_HOSTS = 1_000;
/** No pause is longer. */
const FORGOTTEN_AFTER_MS = 60_000;

/** One at a time a host, and `mostHosts` at once. */
export function hostTurns(mostHosts: number): HostTurns {
  const hosts = new Map<string, Host>();
  const places = semaphore(mostHosts);
  const hostOf = (name: string): Host => {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= REMEMBERED_HOSTS) forgetIdle(hosts);
    const host = { last: Promise.resolve(), waiting: 0, endedAt: Number.NEGATIVE_INFINITY, heldUntil: 0 };
    hosts.set(name, host);
    return host;
  };
  return {
    async take(name, pauseMs, act) {
      const host = hostOf(name);
      const before = host.last;
      const mine = Promise.withResolvers<void>();
      host.last = mine.promise;
      host.waiting++;
      try {
        await before;
        const rest = host.endedAt + pauseMs - performance.now();
        if (rest > 0) await sleep(rest);
        return await places(act);
      } finally {
        host.waiting--;
        host.endedAt = performance.now();
        mine.resolve();
      }
    },
    holdOff(name, forMs) {
      const host = hostOf(name);
      host.heldUntil = Math.max(host.heldUntil, performance.now() + forMs);
    },
    heldOffMs: (name) => Math.max(0, (hosts.get(name)?.heldUntil ?? 0) - performance.now()),
  };
}

function forgetIdle(hosts: Map<string, Host>): void {
  const now = performance.now();
  for (const [name, { waiting, endedAt, heldUntil }] of hosts) {
    if (waiting === 0 && heldUntil < now && endedAt < now - FORGOTTEN_AFTER_MS) hosts.delete(name);
  }
}

function semaphore(places: number): <T>(act: () => Promise<T>) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
