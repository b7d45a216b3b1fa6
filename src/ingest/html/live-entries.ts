import { blocksOf } from './blocks.ts';
import { isAside } from './body-lines.ts';
import { textIn } from './markup.ts';
import type { PageDocument, PageElement } from './parse-page.ts';

/** An entry of a running report, before the page is stripped of its times. */
export interface LiveEntry {
  readonly element: PageElement;
  /** As printed; null where the entry shows none. */
  readonly time: string | null;
}

const ENTRY =
  '[itemprop~="liveBlogUpdate"], [class*="live-blog"] article, [class*="liveblog"] article, [class*="live-blog"] [id^="block-"], ' +
  '[class*="liveblog"] [id^="block-"], [data-component*="liveblog" i] article';
const FEWEST = 2;
const MOST = 1_000;

/** The entries of a live blog in the order of the page; none where the page is no live blog. */
export function liveEntriesOf(document: PageDocument): LiveEntry[] {
  const elements = [...document.querySelectorAll(ENTRY)].slice(0, MOST);
  const entries = elements
    .filter((element) => element.parentElement?.closest(ENTRY) == null)
    .map((element) => ({ element, time: timeOf(element) }));
  return entries.filter(({ time }) => time !== null).length >= FEWEST ? entries : [];
}

function timeOf(entry: PageElement): string | null {
  const time = entry.querySelector('time');
  const printed = time === null ? '' : textIn(time);
  return printed || time?.getAttribute('datetime') || null;
}

/** Its time, its heading, its paragraphs; nothing for an entry that is a picture alone. */
export function entryLines({ element, time }: LiveEntry): string[] {
  const lines = blocksOf(element)
    .filter((block) => !isAside(block))
    .map(({ text }) => text)
    .filter((text) => text !== time);
  return lines.length === 0 ? [] : [...(time === null ? [] : [time]), ...lines];
}
