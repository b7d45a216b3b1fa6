import { LRUCache } from 'lru-cache';

export interface TextCache<T> {
  getOrMake(text: string, make: (text: string) => T): T;
  readonly size: number;
}

/** Keeps what was made of the texts that were asked for last, within both bounds. */
export function textCache<T extends NonNullable<unknown>>(bounds: {
  readonly entries: number;
  readonly chars: number;
}): TextCache<T> {
  const entries = new LRUCache<string, T>({
    max: bounds.entries,
    maxSize: bounds.chars,
    sizeCalculation: (_value, text) => Math.max(1, text.length),
  });
  return {
    getOrMake(text, make) {
      const known = entries.get(text);
      if (known !== undefined) return known;
      const value = make(text);
      entries.set(text, value);
      return value;
    },
    get size() {
      return entries.size;
    },
  };
}
