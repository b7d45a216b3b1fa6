const REMEMBERED_AT_MOST = 2_000;
const NAMES_AT_MOST = 200;
const OTHER = 'other';

const VERB = /^\s*(?:\/\*.*?\*\/\s*)?([a-z]+)\b/i;
const TARGETS: Readonly<Record<string, RegExp>> = {
  select: /\bfrom "([a-z_]+)"/,
  with: /\b(?:insert into|update|delete from|from) "([a-z_]+)"/,
  insert: /\binto "([a-z_]+)"/,
  update: /\bupdate "([a-z_]+)"/,
  delete: /\bfrom "([a-z_]+)"/,
};

/**
 * What a statement is about, in two words and without values: `select article`, as OpenTelemetry's `db.query.summary`. There are few of
 * them however many texts come: it is the name of a statement in metrics and traces.
 */
export function statementSummaries(): (sql: string) => string {
  const remembered = new Map<string, string>();
  const names = new Set<string>();
  const summarize = (sql: string): string => {
    const verb = VERB.exec(sql)?.[1]?.toLowerCase() ?? OTHER;
    const target = TARGETS[verb]?.exec(sql)?.[1];
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
