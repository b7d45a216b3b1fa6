import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { articlesByIds, articlesByUrls } from '../../db/article-lookup.ts';
import { setBodyWithheld } from '../../db/article-rights.ts';
import type { Id, Tables } from '../../db/tables.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';

type Use = (db: Kysely<Tables>) => Promise<void>;
type WithDatabase = (use: Use) => Promise<void>;

const COMMAND_LINE = 'command line';
const EDITOR = { viewer: { seesEmbargoed: true }, signal: null };

/** `retract URL|ID` and `rights URL|ID`. */
export function addCurateCommands(program: Command, withDatabase: WithDatabase): void {
  program
    .command('retract')
    .description('take an article back: its headline and the notice stay, and nothing that rests on it alone')
    .argument('<article>', 'any of its addresses, or its id as it was served')
    .option('--notice <text>', 'what readers are told in its place')
    .option('--undo', 'bring it back')
    .action(async (named: string, { notice = '', undo = false }: { notice?: string; undo?: boolean }) => {
      if (undo === (notice.trim() !== '')) throw new Error('Wanted either --notice with a text, or --undo.');
      await withDatabase(async (db) => {
        const id = await articleNamed(db, named);
        const changed = undo
          ? await undoWithdrawn(db, id, COMMAND_LINE)
          : await setWithdrawn(db, id, notice.trim(), COMMAND_LINE);
        say(changed ? (undo ? 'restored' : 'retracted') : 'unchanged', named);
      });
    });
  program
    .command('rights')
    .description('withhold the body of an article, or let what its source says of its rights hold')
    .argument('<article>', 'any of its addresses, or its id as it was served')
    .option('--withhold-body', 'show it to nobody')
    .option('--show-body', 'show it, unless its source withholds it')
    .action(
      async (
        named: string,
        { withholdBody = false, showBody = false }: Record<string, boolean | undefined>,
      ) => {
        if (withholdBody === showBody) throw new Error('Wanted either --withhold-body or --show-body.');
        await withDatabase(async (db) => {
          const changed = await setBodyWithheld(db, await articleNamed(db, named), withholdBody);
          say(changed ? (withholdBody ? 'withheld' : 'released') : 'unchanged', named);
        });
      },
    );
}

/** Embargoed and withdrawn ones are found, too. */
async function articleNamed(db: Kysely<Tables>, named: string): Promise<Id> {
  const reader = { db, ...EDITOR };
  const [, number] = /^Article:(\d{1,18})$/.exec(Buffer.from(named, 'base64url').toString('utf8')) ?? [];
  const [article] = number ? await articlesByIds(reader, [number]) : await articlesByUrls(reader, [named]);
  if (!article) throw new Error(`Wanted the address or id of an article that is here, got ${named}.`);
  return article.id;
}

function say(what: string, named: string): void {
  process.stdout.write(`${what}\t${named}\n`);
}
