import { createHash } from 'node:crypto';

const NAMED_AT_MOST = 500;
const REMEMBERED_AT_MOST = 2_000;

export interface StatementNames {
  /** Of a statement that is sent; undefined: it has none. */
  nameOf(sql: string): string | undefined;
  /** The name that it was given before. */
  given(sql: string): string | undefined;
}

/** Where names get lost. */
export const NO_NAMES: StatementNames = { nameOf: () => undefined, given: () => undefined };

/**
 * Gives a statement a name when its text comes for the second time, so that Postgres parses and plans it once a connection.
 * Each name holds memory in every connection; texts that come once only, such as odd filters, never get one.
 */
export function statementNames(): StatementNames {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();
  const nameOf = (sql: string) => {
    const known = names.get(sql);
    if (known || names.size >= NAMED_AT_MOST || !canBePrepared(sql)) return known;
    if (!seenOnce.has(sql)) {
      if (seenOnce.size >= REMEMBERED_AT_MOST) seenOnce.clear();
      seenOnce.add(sql);
      return undefined;
    }
    seenOnce.delete(sql);
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 16);
    names.set(sql, name);
    return name;
  };
  return { nameOf, given: (sql) => names.get(sql) };
}

/** Begins a statement that is planned anew each time, for the very values that it comes with. */
export const UNNAMED = '/* planned anew */';

/** One statement only: a text of several, as in migrations, can't be prepared. */
function canBePrepared(sql: string): boolean {
  if (sql.startsWith(UNNAMED)) return false;
  return /^\s*(select|insert|update|delete|merge|with)\b/i.test(sql) && !sql.includes(';');
}
