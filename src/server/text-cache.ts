export interface TextCache<T> {
  getOrMake(text: string, make: (text: string) => T): T;
  readonly size: number;
}

/** Keeps what was made of the texts that were asked for last, within both bounds. */
export function textCache<T>(bounds: { readonly entries: number; readonly chars: number }): TextCache<T> {
  const entries = new Map<string, T>();
  let chars = 0;
  const forget = (text: string) => {
    if (entries.delete(text)) chars -= text.length;
  };
  return {
    getOrMake(text, make) {
      const known = entries.get(text);
      const value = known ?? make(text);
      forget(text);
      entries.set(text, value);
      chars += text.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= bounds.entries && chars <= bounds.chars) break;
        forget(oldest);
      }
      return value;
    },
    get size() {
      return entries.size;
    },
  };
}
