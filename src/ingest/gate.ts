export type Gate = <T>(act: () => Promise<T>) => Promise<T>;

/** Lets so many in at once; the others wait in the order in which they came. */
export function gate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (act) => {
    if (free > 0) free--;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
