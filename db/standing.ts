import type { Id } from './tables.ts';

export interface Standing<Old, New> {
  readonly kept: readonly { readonly old: Old; readonly now: New }[];
  readonly gone: readonly Old[];
  readonly fresh: readonly New[];
}

/**
 * Which rows of the former version still stand in the new one: the same key, the first with the first. Both lists in the
 * order of the text.
 */
export function standing<Old, New>(
  former: readonly Old[],
  current: readonly New[],
  keyOfOld: (old: Old) => string,
  keyOfNew: (now: New) => string,
): Standing<Old, New> {
  const waiting = Map.groupBy(former, keyOfOld);
  const kept: { old: Old; now: New }[] = [];
  const fresh: New[] = [];
  for (const now of current) {
    const old = waiting.get(keyOfNew(now))?.shift();
    if (old === undefined) fresh.push(now);
    else kept.push({ old, now });
  }
  return { kept, gone: [...waiting.values()].flat(), fresh };
}

/**
 * The rows to mark as gone before those that stay move: where the same version is read again, these too, since they may
 * change places with each other.
 */
export function setAside<Old extends { readonly id: Id; readonly version: number }>(
  { kept, gone }: Standing<Old, unknown>,
  version: number,
): Id[] {
  const moving = kept.map(({ old }) => old).filter((old) => old.version === version);
  return [...gone, ...moving].map(({ id }) => id);
}

/** A fact that an article states, or stated before. */
export interface Support {
  readonly id: Id;
  /** 1 where the article did not state it before, -1 where it does no longer, else 0. */
  readonly articles: number;
}

/** Each once, those that it states first. */
export function supportOf(former: readonly Id[], current: readonly Id[]): Support[] {
  const [before, now] = [new Set(former), new Set(current)];
  return [...new Set([...current, ...former])].map((id) => ({
    id,
    articles: Number(now.has(id)) - Number(before.has(id)),
  }));
}
