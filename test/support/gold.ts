import { readdirSync, readFileSync } from 'node:fs';

/** An article of ours with what a careful editor would find in it: a head, a blank line, the body, `---`, and the gold. */
export interface GoldFile {
  readonly name: string;
  readonly head: Readonly<Record<string, string>>;
  readonly body: string;
  /** Each line of the gold, split at its bars. */
  readonly gold: readonly (readonly string[])[];
}

export function goldFiles(folder: URL): GoldFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => goldFile(file.slice(0, -'.txt'.length), readFileSync(new URL(file, folder), 'utf8')));
}

function goldFile(name: string, text: string): GoldFile {
  const [article = '', gold] = text.split(/^---\n/m);
  const headEnds = article.indexOf('\n\n');
  if (headEnds < 0 || gold === undefined) throw new Error(`${name}: wanted a head, a body and a gold`);
  const head = article
    .slice(0, headEnds)
    .split('\n')
    .map((line) => {
      const [, field, value] = /^([a-z]+): (.*)$/.exec(line) ?? [];
      if (!field) throw new Error(`${name}: wanted "field: value", got "${line}"`);
      return [field, value ?? ''] as const;
    });
  return {
    name,
    head: Object.fromEntries(head),
    body: article.slice(headEnds).trim(),
    gold: gold
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('|').map((part) => part.trim())),
  };
}

/** "2026", "1970..1979", "2026-02-18": the first and the last day. */
export function daysOf(written: string): readonly [string, string] {
  const [from = '', to = from] = written.split('..');
  const last = to.length === 4 ? `${to}-12-31` : to;
  return [from.length === 4 ? `${from}-01-01` : from, last];
}

/** To compare by: case, a leading article and the sort of apostrophe left out. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:a|an|the) /, '')
    .replaceAll('’', "'")
    .replace(/[.,]$/, '');
}
