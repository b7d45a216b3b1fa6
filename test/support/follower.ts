import { setTimeout as sleep } from 'node:timers/promises';
import { type Streamed, stream } from '../server/live/streaming.ts';
import type { Served } from './served.ts';

export interface Follower {
  /** Addresses of the articles that it was told of. */
  told(): ReadonlySet<string>;
  /** How often it had to subscribe again. */
  again(): number;
  stop(): Promise<void>;
}

const CHANGES = 'subscription ($after: String) { articleChanged(after: $after) { node { url } } }';
const PAUSE_MS = 100;

/** Subscribes to articles, and again from where it was whenever that ends, as an `EventSource` does. */
export async function follower({ url }: Served): Promise<Follower> {
  const streams: Streamed[] = [];
  let after: string | null = null;
  let stopped = false;
  const subscribe = async () => {
    const streamed = await stream(url, CHANGES, { after }).catch(() => null);
    if (streamed) streams.push(streamed);
    return streamed;
  };
  await subscribe();
  const done = (async () => {
    for (let current = streams[0] ?? null; !stopped; current = await subscribe()) {
      await current?.over;
      after = current?.lastId() ?? after;
      await sleep(PAUSE_MS);
    }
  })();
  return {
    told() {
      const events = streams.flatMap(({ events }) => events);
      return new Set(events.flatMap(({ data }) => data?.data?.articleChanged.node?.url ?? []));
    },
    again: () => streams.length - 1,
    async stop() {
      stopped = true;
      streams.at(-1)?.leave();
      await done;
    },
  };
}
