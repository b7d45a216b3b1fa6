import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { type DecisionRow, decisionPage } from '../../../db/curation-list.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { mergeActors } from './merge.ts';
import type { CurationOutcome } from './outcome.ts';
import { splitActor } from './split.ts';
import { undoDecision } from './undo.ts';

type WithDatabase = (use: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

const COMMAND_LINE = 'command line';
const LINES = 100;

/** `merge`, `split`, `decisions` and `undo`. */
export function addCurateActorsCommands(program: Command, withDatabase: WithDatabase): void {
  const decide = (act: (db: Kysely<Tables>) => Promise<CurationOutcome>) =>
    withDatabase(async (db) => say(await act(db)));
  program
    .command('merge')
    .description('make one actor of several; their ids stand for the one that is kept')
    .argument('<keep>', 'id of the person or organization that is kept, as it was served')
    .argument('<merged...>', 'ids of the others')
    .requiredOption('--reason <text>', 'why, for other editors')
    .action((keep: string, merged: string[], { reason }: { reason: string }) => {
      const asked = { keepId: actorOf(keep), mergedIds: merged.map(actorOf), reason };
      return decide((db) => mergeActors(db, asked, COMMAND_LINE));
    });
  program
    .command('split')
    .description('make two actors of one: in some of its articles somebody else is meant')
    .argument('<actor>', 'id of the person or organization, as it was served')
    .argument('<articles...>', 'ids of the articles that mean the other one')
    .requiredOption('--reason <text>', 'why, for other editors')
    .option('--name <name>', 'what the other one is called; else the same')
    .action(
      (
        actor: string,
        articles: string[],
        { reason, name = null }: { reason: string; name?: string | null },
      ) => {
        const asked = { actorId: actorOf(actor), articleIds: articles.map(articleOf), name, reason };
        return decide((db) => splitActor(db, asked, COMMAND_LINE));
      },
    );
  program
    .command('decisions')
    .description('list who merged or split which actors, newest first')
    .option('--before <number>', 'only those before this one')
    .action(({ before }: { before?: string }) =>
      withDatabase(async (db) => {
        for (const row of await decisionPage(db, before === undefined ? null : numberOf(before), LINES))
          process.stdout.write(`${lineOf(row)}\n`);
      }),
    );
  program
    .command('undo')
    .description('take back a merge or a split, by its number in the list of decisions')
    .argument('<number>')
    .action((number: string) => decide((db) => undoDecision(db, numberOf(number), COMMAND_LINE)));
}

function say(outcome: CurationOutcome): void {
  if (outcome.kind === 'refused') {
    const first = outcome.decisionIds.length > 0 ? `; undo first: ${outcome.decisionIds.join(', ')}` : '';
    throw new Error(`${outcome.reason}: ${outcome.message}${first}`);
  }
  const { changed, decisionId } = outcome;
  process.stdout.write(`${changed ? 'done' : 'unchanged'}\t${decisionId ?? '-'}\n`);
}

function lineOf({
  id,
  kind,
  actor_name,
  other_names,
  decided_at,
  decided_by,
  reason,
  undone_at,
}: DecisionRow) {
  const what =
    kind === 'merge'
      ? `${other_names.join(', ')} into ${actor_name}`
      : `${other_names.join()} off ${actor_name}`;
  return [id, undone_at === null ? kind : `${kind}, undone`, what, decided_at, decided_by, reason].join('\t');
}

const actorOf = (served: string) =>
  rowOf(served, 'person or organization', /^(?:Person|Organization):(\d{1,18})$/);
const articleOf = (served: string) => rowOf(served, 'article', /^Article:(\d{1,18})$/);

function rowOf(served: string, what: string, pattern: RegExp): Id {
  const [, id] = pattern.exec(Buffer.from(served, 'base64url').toString('utf8')) ?? [];
  if (!id) throw new Error(`Wanted the id of a ${what} as it was served, got ${served}.`);
  return id;
}

function numberOf(text: string): Id {
  if (!/^\d{1,18}$/.test(text)) throw new Error(`Wanted the number of a decision, got ${text}.`);
  return text;
}
