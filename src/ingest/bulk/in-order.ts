/** Maps ahead of whoever takes the results: `ahead` at most are under way or waiting. They come in the order of the source. */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  ahead: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  const begin = (item: T) => {
    const result = map(item);
    // Whoever takes it hears of its failure; until then nobody listens.
    result.catch(() => {});
    begun.push(result);
  };
  for await (const item of source) {
    begin(item);
    if (begun.length >= ahead) yield await begun.shift()!;
  }
  for (let next = begun.shift(); next; next = begun.shift()) yield await next;
}

/** Groups cut or joined to `most` items, or to `weight` before. A group never waits for the next one to come. */
export async function* inBatches<T>(
  groups: AsyncIterable<readonly T[]>,
  most: number,
  heaviest: number,
  weightOf: (item: T) => number,
): AsyncGenerator<readonly T[]> {
  for await (const group of groups) {
    let batch: T[] = [];
    let weight = 0;
    for (const item of group) {
      if (batch.length > 0 && (batch.length >= most || weight + weightOf(item) > heaviest)) {
        yield batch;
        [batch, weight] = [[], 0];
      }
      batch.push(item);
      weight += weightOf(item);
    }
    if (batch.length > 0) yield batch;
  }
}
