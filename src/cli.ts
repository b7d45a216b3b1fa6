import { Command } from 'commander';
import { migrateDown, migrateToLatest, pendingMigrations } from '../db/migrate.ts';
import { fetcherOptions, ownConfig } from './config.ts';
import { type ConnectedDatabase, connect } from './database.ts';
import { createLog } from './log.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

type Database = ConnectedDatabase['db'];
type Use = (
  db: Database,
  pool: ConnectedDatabase['pool'],
  connection: ConnectedDatabase['connection'],
) => Promise<void>;

/** The database of the configuration, for as long as `use` takes. */
async function withDatabase(use: Use): Promise<void> {
  const config = ownConfig();
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, 2);
  const { db, pool, connection, close } = await connect(config, log, 'newsgraph command');
  await use(db, pool, connection).finally(close);
}

function withMigrated(use: Use): Promise<void> {
  return withDatabase(async (db, pool, connection) => {
    await migrateToLatest(db);
    await use(db, pool, connection);
  });
}

/** A listing does not change a schema that another version may be serving from. */
function withCurrent(use: Use): Promise<void> {
  return withDatabase(async (db, pool, connection) => {
    const pending = await pendingMigrations(db);
    if (pending.length > 0) {
      throw new Error(`The database lacks ${pending.join(', ')}: run npm run migrate, or npm start.`);
    }
    await use(db, pool, connection);
  });
}

const program = new Command('newsgraph').description('News articles as a typed graph').showHelpAfterError();

program
  .command('migrate')
  .description('bring the database up to this version')
  .option('--down <steps>', 'take back the last migrations, and what is in their tables', Number)
  .action(async ({ down = 0 }: { down?: number }) => {
    await withDatabase(async (db) => {
      if (down > 0) for (const name of await migrateDown(db, down)) say(`taken back: ${name}`);
      else for (const name of await migrateToLatest(db)) say(`done: ${name}`);
      const pending = await pendingMigrations(db);
      say(pending.length > 0 ? `Pending: ${pending.join(', ')}` : 'The database is up to date.');
    });
  });

type Group = readonly [names: readonly string[], add: () => Promise<void>];

/** Commands with modules that the others need not wait for. */
const GROUPS: readonly Group[] = [
  [['key'], async () => (await import('./key-commands.ts')).addKeyCommands(program, withCurrent)],
  [
    ['read'],
    async () => {
      const { addReadCommand } = await import('./ingest/read-command.ts');
      addReadCommand(program, () => ownConfig().timeZone);
    },
  ],
  [
    ['ingest', 'reread'],
    async () => {
      const { addIngestCommand } = await import('./ingest/ingest-command.ts');
      const { addRereadCommand } = await import('./ingest/reread-command.ts');
      const { createFetcher } = await import('./ingest/fetch/fetch.ts');
      const { openExtractor } = await import('./extractor.ts');
      const extractor = (threads?: number) => openExtractor(ownConfig(), createLog('warn', 2), threads);
      const settings = () => ({ assumedTimeZone: ownConfig().timeZone });
      addIngestCommand(
        program,
        withMigrated,
        settings,
        ({ allowPrivate }) => createFetcher(fetcherOptions(ownConfig(), allowPrivate)),
        extractor,
      );
      addRereadCommand(program, withMigrated, extractor);
    },
  ],
  [
    ['export'],
    async () => (await import('./export/export-command.ts')).addExportCommand(program, withCurrent),
  ],
  [
    ['backup', 'restore'],
    async () => {
      const { addBackupCommands } = await import('./backup/backup-commands.ts');
      const { openQueue } = await import('./jobs/queue.ts');
      addBackupCommands(program, withCurrent, withDatabase, async (pool) => {
        const boss = await openQueue({ pool, log: createLog('warn', 2), tends: false });
        await boss.stop({ close: false });
      });
    },
  ],
  [
    ['follow', 'unfollow', 'work', 'jobs'],
    async () => (await import('./following-commands.ts')).addFollowingCommands(program, withMigrated),
  ],
  [
    ['retract', 'rights', 'merge', 'split', 'decisions', 'undo'],
    async () => {
      const { addCurateCommands } = await import('./ingest/curate-command.ts');
      const { addCurateActorsCommands } = await import('./ingest/curate/curate-actors-command.ts');
      addCurateCommands(program, withCurrent);
      addCurateActorsCommands(program, withCurrent);
    },
  ],
  [['changes'], async () => (await import('./changes-command.ts')).addChangesCommand(program, withCurrent)],
  [
    ['backfill'],
    async () => (await import('./ingest/backfill.ts')).addBackfillCommand(program, withMigrated),
  ],
];

const [asked = ''] = process.argv.slice(2);
const isHere = program.commands.some((command) => command.name() === asked);
const group = GROUPS.find(([names]) => names.includes(asked));
for (const [, add] of isHere ? [] : group ? [group] : GROUPS) await add();

// Whoever reads the output may have seen enough: `newsgraph read --jsonl | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
