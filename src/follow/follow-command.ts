import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { type FeedRow, feeds, followFeed, unfollowFeed } from '../../db/feed.ts';
import type { Tables } from '../../db/tables.ts';
import type { Outcome } from './following.ts';

type Use = (db: Kysely<Tables>) => Promise<void>;

export interface FollowCommandOptions {
  readonly withDatabase: (use: Use) => Promise<void>;
  /** Polls every feed and reads what is new; tells of each article. */
  readonly once: (asked: { allowPrivate: boolean }, onOutcome: (outcome: Outcome) => void) => Promise<void>;
  /** Of a feed that was never polled, in seconds. */
  readonly firstIntervalS: () => number;
}

interface Options {
  readonly list?: boolean;
  readonly once?: boolean;
  readonly allowPrivate?: boolean;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `follow FEED… | --list | --once`, `unfollow FEED…`. */
export function addFollowCommands(program: Command, options: FollowCommandOptions): void {
  program
    .command('follow')
    .description('follow feeds: a worker, or npm start, reads what they list')
    .argument('[feed...]', 'addresses of RSS, Atom, RDF or JSON feeds')
    .option('--list', 'list what is followed: address, state, next poll, title, last error')
    .option('--once', 'poll all that is followed now, read what is new, and end')
    .option('--allow-private', 'with --once: fetch from this machine and its own network, too')
    .action(async (urls: string[], asked: Options) => {
      if (urls.length === 0 && !asked.list && !asked.once)
        throw new Error('Wanted the address of a feed, --list or --once.');
      const addresses = urls.map(feedAddress);
      if (addresses.length > 0 || asked.list)
        await options.withDatabase(async (db) => {
          for (const url of addresses) {
            const added = await followFeed(db, url, options.firstIntervalS());
            say(`${added ? 'followed' : 'known'}\t${url}`);
          }
          if (asked.list) for (const feed of await feeds(db)) say(listed(feed));
        });
      if (asked.once) await pollOnce(options, asked);
    });
  program
    .command('unfollow')
    .description('follow feeds no more; their articles stay')
    .argument('<feed...>')
    .action((urls: string[]) =>
      options.withDatabase(async (db) => {
        for (const url of urls.map(feedAddress)) {
          const was = await unfollowFeed(db, url);
          say(`${was ? 'unfollowed' : 'unknown'}\t${url}`);
          if (!was) process.exitCode = 1;
        }
      }),
    );
}

async function pollOnce({ once }: FollowCommandOptions, { allowPrivate = false }: Options): Promise<void> {
  const counts = new Map<Outcome['kind'], number>();
  await once({ allowPrivate }, ({ kind, url, why }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind !== 'unchanged') say(`${kind}${why ? `: ${why}` : ''}\t${url}`);
  });
  const told = ['stored', 'unchanged', 'retracted', 'gone', 'refused', 'later'] as const;
  const line = told.flatMap((kind) => (counts.has(kind) ? `${counts.get(kind)} ${kind}` : []));
  say(line.join(', ') || 'nothing new');
}

function feedAddress(printed: string): string {
  const url = URL.canParse(printed) ? new URL(printed) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new Error(`Wanted the http or https address of a feed, got "${printed.slice(0, 200)}".`);
  url.hash = '';
  return url.href;
}

function listed({ url, title, failures, gone_at, polled_at, next_poll_at, last_error }: FeedRow): string {
  const state = gone_at ? 'gone' : failures > 0 ? `failed ${failures}x` : polled_at ? 'followed' : 'new';
  return [url, state, gone_at ? '-' : next_poll_at, title ?? '-', last_error ?? ''].join('\t').trimEnd();
}
