import { blocksOf } from './blocks.ts';
import { isAside } from './body-lines.ts';
import type { PageDocument, PageElement } from './parse-page.ts';
import { textIn } from './text-in.ts';

/** An entry of a running report, before the page is stripped of its times. */
export interface LiveEntry {
  readonly element: PageElement;
  /** As printed, or its moment where "5 minutes ago" is; null where the entry has none. */
  readonly time: string | null;
  readonly printed: string;
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
    .map((element) => ({ element, ...timeOf(element) }));
  return entries.filter(({ time }) => time !== null).length >= FEWEST ? entries : [];
}

const CLOCK = /\d\s?[:.h]\s?\d\d|\d\s?[ap]\.?m\b/i;

/** What is printed by the clock stays the same however late the page is read. */
function timeOf(entry: PageElement): Pick<LiveEntry, 'time' | 'printed'> {
  const element = entry.querySelector('time');
  const printed = element === null ? '' : textIn(element);
  const moment = element?.getAttribute('datetime') || null;
  return { time: CLOCK.test(printed) ? printed : (moment ?? (printed || null)), printed };
}

/** Whether it belongs to one entry and not to the whole report. */
export function isInEntry(element: PageElement): boolean {
  return element.closest(ENTRY) !== null;
}

/** Its time, its heading, its paragraphs; nothing for an entry that is a picture alone. */
export function entryLines({ element, time, printed }: LiveEntry): string[] {
  const lines = blocksOf(element)
    .filter((block) => !isAside(block))
    .map(({ text }) => text)
    .filter((text) => text !== printed);
  return lines.length === 0 ? [] : [...(time === null ? [] : [time]), ...lines];
}
