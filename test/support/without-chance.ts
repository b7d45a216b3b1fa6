const ID = /^(Article|Person|Organization|Quote|Utterance|Event|CurationDecision):\d+$/;
const CURSORS = new Set(['cursor', 'startCursor', 'endCursor', 'latestCursor']);
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * An answer without what differs between two databases that hold the same: ids count from the first that is seen, cursors are there or
 * not, and the moments of this test are one. Not `ordered`: lists are sets, and ids are of their types alone.
 */
export function withoutChance(answer: unknown, since: number, ordered = true): unknown {
  const seen = new Map<string, string>();
  const idOf = (text: string) => {
    const [type] = ID.exec(Buffer.from(text, 'base64url').toString('utf8'))?.slice(1) ?? [];
    if (!type) return null;
    const known = seen.get(text) ?? (ordered ? `${type}#${seen.size + 1}` : type);
    seen.set(text, known);
    return known;
  };
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (CURSORS.has(key.split('_').at(-1) as string)) return 'a cursor';
      if (MOMENT.test(value) && Date.parse(value) >= since) return 'now';
      return idOf(value) ?? value;
    }
    if (Array.isArray(value)) {
      const list = value.map((each) => walk(each, key));
      return ordered ? list : list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(JSON.parse(JSON.stringify(answer)), '');
}
