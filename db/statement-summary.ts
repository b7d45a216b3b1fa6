const REMEMBERED_AT_MOST = 2_000;
const NAMES_AT_MOST = 200;
const OTHER = 'other';

const VERB = /^\s*(?:\/\*.*?\*\/\s*)?([a-z]+)\b/i;
const WRITES = /\b(?:insert into|update|delete from) "([a-z_]+)"/;
const READS = /\b(?:from|join) "([a-z_]+)"/;

/**
 * What a statement is about, in two words and without values: `select article`, as OpenTelemetry's `db.query.summary`. There are few of
 * them however many texts come: it is the name of a statement in metrics and traces.
 */
export function statementSummaries(): (sql: string) => string {
  const remembered = new Map<string, string>();
  const names = new Set<string>();
  const summarize = (sql: string): string => {
    const verb = VERB.exec(sql)?.[1]?.toLowerCase() ?? OTHER;
    const target = targetOf(sql, verb);
    const name = target ? `${verb} ${target}` : verb;
    if (!names.has(name) && names.size >= NAMES_AT_MOST) return OTHER;
    names.add(name);
    return name;
  };
  return (sql) => {
    const known = remembered.get(sql);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
    const summary = summarize(sql);
    remembered.set(sql, summary);
    return summary;
  };
}

function targetOf(sql: string, verb: string): string | undefined {
  if (!/^(select|with|insert|update|delete)$/.test(verb)) return undefined;
  const written = verb === 'select' ? null : WRITES.exec(sql);
  const found = written ?? READS.exec(sql.slice(outermostFrom(sql))) ?? READS.exec(sql);
  return found?.[1];
}

/** Subqueries may stand before it. */
function outermostFrom(sql: string): number {
  let depth = 0;
  for (const { 0: found, index } of sql.matchAll(/[()]|\bfrom\b/gi)) {
    if (found === '(') depth++;
    else if (found === ')') depth--;
    else if (depth === 0) return index;
  }
  return 0;
}
