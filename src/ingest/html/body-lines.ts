import { isShortLabel } from '../scraped/head-lines.ts';
import type { Block } from './blocks.ts';

const LINKED_SHARE = 0.8;
const LONGEST_LINK = 250;

/** What stands among an article's paragraphs and is none: a link to another article, a call to act. */
export function isAside({ kind, text, linkChars }: Block): boolean {
  const linked = linkChars >= text.length * LINKED_SHARE && text.length <= LONGEST_LINK;
  if (linked && !(kind === 'item' ? false : /[.!?][”"’']?$/.test(text))) return true;
  return text.length <= LONGEST_CALL && CALLS.some((call) => call.test(text));
}

const LONGEST_CALL = 300;
const CALLS = [
  /^click here\b|\bclick here (?:to|for)\b/i,
  /^have (?:a|any) (?:tip|story|question|news)s?\b/i,
  /\bfollow (?:him|her|them|us|me|@\w+|[\p{Lu}][\p{L} .’'-]{2,40}) (?:on (?:twitter|x|facebook|instagram|bluesky|linkedin|threads|social)|@)/iu,
  /\b(?:can|may) be reached (?:at|on|by)\b/i,
  /^(?:please )?(?:email|e-mail|contact|write to|reach)\b.{0,80}@/i,
  /\b(?:subscribe|sign up)\b.{0,80}\b(?:newsletters?|inbox|alerts?|updates|channel|podcast)\b/i,
  /^(?:get|want) .{0,80}\b(?:newsletters?|inbox|app)\b/i,
  /^(?:download|get) (?:our|the) .{0,40}\bapp\b/i,
  /^(?:like|join|follow) (?:us|our)\b.{0,120}(?:facebook|twitter|instagram|telegram|whatsapp|linkedin|youtube|page|group|channel)/i,
  /^this (?:article|story|post|piece) (?:was |has been )?(?:originally |first )?(?:published|appeared)\b/i,
  /^(?:all )?rights reserved\b|©/i,
  /^(?:tags|topics|filed under|categories|posted in|more about|photo credit)\s*:/i,
  /^join (?:our|the)\b.{0,160}\b(?:forums?|community|conversation|discussion|group|channel)\b/i,
  /^(?:do you|have you) .{0,60}\b(?:story|tip|view|opinion)\b.{0,40}\?.{0,120}(?:@|comments?|let us know|e-?mail)/i,
  /^(?:tell us|let us know)\b.{0,80}$/i,
  /^(?:first |last )?(?:published|updated|posted)\b.{0,20}\d{1,2}[/.]\d{1,2}[/.]\d{4}.{0,20}$/i,
  /^(?:[•*·-]\s*)?e-?mail:?\s*\S+@\S+$/i,
  /^\(?(?:reuters|ap|afp|getty images?)\)?$/i,
];

/** The heading that repeats a headline above the body. */
export function withoutHeadlines(blocks: readonly Block[], headlines: readonly string[]): Block[] {
  const known = new Set(headlines.map(plain));
  return blocks.filter(({ text }, at) => at > LAST_OF_HEAD || !known.has(plain(text)));
}

const LAST_OF_HEAD = 3;

/** Without a standfirst that is shown again below the label of a section. At the very top it is the first paragraph itself. */
export function withoutStandfirst(
  paragraphs: readonly string[],
  standfirst: string | null,
): readonly string[] {
  const at = standfirst === null ? -1 : paragraphs.indexOf(standfirst);
  const isBelowLabels = at > 0 && at <= LAST_OF_HEAD && paragraphs.slice(0, at).every(isShortLabel);
  return isBelowLabels ? paragraphs.slice(at + 1) : paragraphs;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
