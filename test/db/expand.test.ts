import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '../../db/migrate.ts';

/** What an older version beside the new one, on the same database, would stumble over. https://www.postgresql.org/docs/current/sql-altertable.html */
const CONTRACTS: Readonly<Record<string, RegExp>> = {
  'drops a table': /\bdrop\s+(table|view|materialized view|type|schema)\b/i,
  'drops a column': /\bdrop\s+column\b/i,
  renames: /\brename\s+(to|column|constraint)\b/i,
  'changes a type': /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b/i,
  'wants a value that older writers do not give': /\balter\s+(column\s+)?\w+\s+set\s+not\s+null\b/i,
  'adds a column that older writers do not fill':
    /\badd\s+(column\s+)?(?!constraint|primary|unique|check|foreign|exclude)\w+\s+(?:(?!\bdefault\b|\bgenerated\b|,|;).)*\bnot\s+null\b(?:(?!\bdefault\b|\bgenerated\b|,|;).)*(,|;)/is,
  'takes a default away': /\balter\s+(column\s+)?\w+\s+drop\s+default\b/i,
  'drops a function': /\bdrop\s+(function|procedure|aggregate)\b/i,
};

/**
 * Landed before this was held: no version was released by then. Whatever comes later expands first: what is no longer wanted is
 * dropped by a migration of the version after the one that stopped using it, and is named here with that version.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '0013-changes.up.sql': ['takes a default away'],
  '0017-utterance.up.sql': ['drops a column', 'wants a value that older writers do not give'],
  '0020-curation.up.sql': ['drops a column', 'wants a value that older writers do not give'],
};

function contractions(text: string): string[] {
  const bare = text
    .replace(/--.*$/gm, '')
    .replace(/\$(\w*)\$.*?\$\1\$/gs, "''")
    .replace(/'(?:[^']|'')*'/g, "''");
  return Object.keys(CONTRACTS).filter((what) => CONTRACTS[what]?.test(bare));
}

const files = readdirSync(MIGRATIONS_FOLDER).filter((name) => name.endsWith('.up.sql'));

describe('a migration', () => {
  it.each(files)('%s leaves the version before it running', (file) => {
    const found = contractions(readFileSync(join(MIGRATIONS_FOLDER, file), 'utf8'));
    expect(found).toEqual(ALLOWED[file] ?? []);
  });

  it.each([
    ['drops a table', 'drop table quote;'],
    ['drops a column', 'alter table quote drop column text;'],
    ['renames', 'alter table quote rename column text to words;'],
    ['changes a type', 'alter table quote alter column text type varchar(10);'],
    ['wants a value that older writers do not give', 'alter table quote alter text set not null;'],
    ['adds a column that older writers do not fill', 'alter table quote add column tone text not null;'],
    ['takes a default away', 'alter table quote alter column tone drop default;'],
    ['drops a function', 'drop function words(text);'],
  ])('that %s is seen', (what, sql) => {
    expect(contractions(sql)).toEqual([what]);
  });

  it.each([
    'alter table quote add column tone text;',
    `alter table quote add column tone text not null default 'none';`,
    'alter table quote add tone int not null default 0, add mood text;',
    'create table tone (id bigint not null); create index on tone (id);',
    `-- drop table quote;\ncomment on table quote is 'drop table';`,
  ])('may: %s', (sql) => {
    expect(contractions(sql)).toEqual([]);
  });
});
