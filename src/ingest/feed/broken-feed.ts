const ITEM = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<(?:[\w.-]+:)?(?:item|entry)(?=[\s>])/gi;
const LONGEST_HEAD_CHARS = 10_000;
/** A parse sets out with 2 ms, whatever it parses. */
const MOST_ITEMS = 300;

/**
 * Of XML that can't be parsed as a whole: each item behind the head of the feed, a feed of one item for itself. None where
 * the parts would cost too much to parse one by one.
 */
export function feedsOfOneItem(xml: string): readonly string[] {
  const starts: number[] = [];
  for (const { 0: found, index } of xml.matchAll(ITEM)) if (!found.startsWith('<!')) starts.push(index);
  const [first] = starts;
  if (first === undefined || first > LONGEST_HEAD_CHARS || starts.length > MOST_ITEMS) return [];
  const head = xml.slice(0, first);
  return starts.map((start, at) => head + xml.slice(start, starts[at + 1] ?? xml.length));
}
