import type { OfArticle, StoredVersion } from './stored-version.ts';
import type { Id } from './tables.ts';

export interface Standing<Old, New> {
  readonly kept: readonly { readonly old: Old; readonly now: New }[];
  readonly gone: readonly Old[];
  readonly fresh: readonly New[];
}

/**
 * Which rows of the former version still stand in the new one: equal in the first kind of key, and of those left over in the
 * next; the first with the first. A key that is null stands for nothing. Both lists in the order of the text.
 */
export function standing<Old, New>(
  former: readonly Old[],
  current: readonly New[],
  ...keys: readonly ((row: Old | New) => string | null)[]
): Standing<Old, New> {
  const kept: { old: Old; now: New }[] = [];
  let [gone, fresh] = [former, current];
  for (const keyOf of keys) {
    const waiting = Map.groupBy(gone, keyOf);
    waiting.delete(null);
    const matched = new Set<Old>();
    fresh = fresh.filter((now) => {
      const key = keyOf(now);
      const old = key === null ? undefined : waiting.get(key)?.shift();
      if (old === undefined) return true;
      kept.push({ old, now });
      matched.add(old);
      return false;
    });
    gone = gone.filter((old) => !matched.has(old));
  }
  return { kept, gone, fresh };
}

/** Words that differ in marks, blanks, case and accents alone fold to the same; null where there are none. */
export function foldedWords(text: string): string | null {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? null;
}

/**
 * The rows to mark as gone before those that stay move: where the same version is read again, these too, since they may
 * change places with each other.
 */
export function setAside<Old extends OfArticle<{ readonly id: Id; readonly version: number }>>(
  { kept, gone }: Standing<Old, unknown>,
  articles: readonly StoredVersion[],
): Id[] {
  const versions = new Map(articles.map(({ id, version }) => [id, version]));
  const moving = kept.map(({ old }) => old).filter((old) => old.version === versions.get(old.article_id));
  return [...gone, ...moving].map(({ id }) => id);
}

/** A fact that an article states, or stated before. */
export interface Support {
  readonly id: Id;
  /** 1 where the article did not state it before, -1 where it does no longer, else 0. */
  readonly articles: number;
}

/** Of each article, in their order: each fact once, those first that it states now. */
export function supportsOf<Former extends OfArticle<object>>(
  articles: readonly StoredVersion[],
  former: readonly Former[],
  current: readonly Former[],
  factOf: (row: Former) => Id,
): Support[][] {
  const [was, is] = [former, current].map((rows) => Map.groupBy(rows, (row) => row.article_id));
  return articles.map(({ id }) => {
    const [before, now] = [was, is].map((rows) => new Set((rows?.get(id) ?? []).map(factOf)));
    const all = [...new Set([...now!, ...before!])];
    return all.map((fact) => ({ id: fact, articles: Number(now!.has(fact)) - Number(before!.has(fact)) }));
  });
}
