import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What articles come in; a folder holds other files, too. */
const KNOWN = /\.(?:txt|html?|xhtml|xml|rss|atom|rdf|json|(?:jsonl|ndjson)(?:\.gz)?)$/i;

/** The files as given, and for a folder those in it and below that may hold articles, in the order of their names. */
export async function filesIn(given: readonly string[]): Promise<string[]> {
  const all = await Promise.all(given.map(async (path) => ((await isFolder(path)) ? walked(path) : [path])));
  return all.flat();
}

async function walked(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && KNOWN.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(?:^|[/\\])\.[^./\\]/.test(path.slice(folder.length)))
    .sort();
}

async function isFolder(path: string): Promise<boolean> {
  if (path === '-') return false;
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
