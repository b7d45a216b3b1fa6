import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Kysely } from 'kysely';
import { type ApiKey, apiKeys, createApiKey, revokeApiKey, SCOPES, stateOf } from '../db/api-key.ts';
import type { Moment, Scope, Tables } from '../db/tables.ts';
import { expiryOf } from './expiry.ts';

type WithDatabase = (use: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

interface Wanted {
  readonly scope: Scope[];
  /** Null: never. */
  readonly expires: Moment | null;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
/** Beside the answer, which may go into a file. */
const remark = (line: string) => process.stderr.write(`${line}\n`);

/** `key create`, `key list` and `key revoke`. */
export function addKeyCommands(program: Command, withDatabase: WithDatabase): void {
  const key = program.command('key').description('API keys: see docs/access.md');
  key
    .command('create')
    .description('create a key; it is printed once and never again')
    .argument('<name>', 'whose it is')
    .addOption(new Option('--scope <scope...>', 'what it may do').choices(SCOPES).default(['ingest']))
    .addOption(
      new Option('--expires <when>', 'when it ends: 90d, 12h, a date (its first moment in UTC) or never')
        .argParser(expiryArgument)
        .default(null, 'never'),
    )
    .action((name: string, wanted: Wanted) => withDatabase((db) => create(db, name, wanted)));
  key
    .command('list')
    .description('list the keys, newest first: number, name, beginning, scopes, state, created, last used')
    .action(() =>
      withDatabase(async (db) => {
        for (const listed of await apiKeys(db)) say(lineOf(listed));
      }),
    );
  key
    .command('revoke')
    .description('end a key within a second, by its number in the list')
    .argument('<number>')
    .action((number: string) =>
      withDatabase(async (db) => {
        const revoked = /^\d{1,18}$/.test(number) && (await revokeApiKey(db, number));
        if (!revoked) throw new Error(`There is no key ${number} that was not revoked yet.`);
        say(`Key ${number} is revoked.`);
      }),
    );
}

async function create(db: Kysely<Tables>, name: string, { scope, expires }: Wanted): Promise<void> {
  if (name.trim() === '') throw new Error('Wanted the name of whose key it is, got an empty one.');
  const created = await createApiKey(db, { name, scopes: scope, expiresAt: expires });
  say(created.key);
  const end = expires === null ? 'It never expires' : `It expires at ${expires}`;
  remark(`Key ${created.id} of ${name}: ${scope.join(', ')}. ${end}. It is not shown again.`);
}

function expiryArgument(text: string): Moment | null {
  const expiry = expiryOf(text, Date.now());
  if (typeof expiry === 'string' || expiry === null) return expiry;
  throw new InvalidArgumentError(expiry.wanted);
}

function lineOf(key: ApiKey): string {
  const state = stateOf(key);
  const since = { 'in force': key.expires_at, expired: key.expires_at, revoked: key.revoked_at }[state];
  const said =
    state === 'in force' ? (since ? `expires ${minute(since)}` : 'in force') : `${state} ${minute(since!)}`;
  const used = key.last_used_at ? `used ${minute(key.last_used_at)}` : 'never used';
  const beginning = key.prefix ? `${key.prefix}…` : '';
  return [
    key.id,
    key.name,
    beginning,
    key.scopes.join(','),
    said,
    `created ${minute(key.created_at)}`,
    used,
  ].join('\t');
}

/** `2026-11-25 12:30` */
const minute = (moment: Moment): string => moment.slice(0, 16);
