// Matched against whole lines without their punctuation, in lower case.
const BUTTONS = new Set(
  [
    'share, share this, share this article, share this story, share on facebook, share on twitter, share on x, tweet, facebook, twitter',
    'email, e-mail, print, save, save this story, copy link, link copied, comment, comments, leave a comment, show comments, whatsapp',
    'linkedin, reddit, pinterest, flipboard, instagram, tiktok, gift this article, listen, listen to this article, follow, follow us',
    'see more, view more, show more, load more, read more, more, next, previous, back to top, top, close, menu, search, home, skip',
    'card image, image, photo, video, gallery, view gallery, play, pause, expand, enlarge, enlarge image, open image in gallery',
    'advertisement, ad, ads, sponsored, promoted, paid content, story continues below advertisement, article continues below',
    'continue reading, skip advertisement, skip to main content, skip to content, subscribe, subscribe now, sign in, log in, sign up',
    'sign up now, register, register now, follow topics, related topics, add to favorites, breaking, breaking news, live, min read',
    'get the app, download the app, manage preferences, accept all, reject all, accept cookies, loading',
    'story continues after advertisement, article continues after ad, recommended, trending, advert, more about, dont miss',
    'after newsletter promotion, sign in or create an account, story continues below, article content, or',
  ]
    .join(', ')
    .split(', '),
);
const NEWSLETTER =
  /^(?:sign up (?:for|to|here)|subscribe (?:to|for|now)|get (?:our|the|your) [\w\s’'-]{0,40}(?:newsletter|briefing|alerts?|inbox)|join our newsletter|follow us on|download our app|support our journalism|this (?:site|website) uses cookies)\b/i;
const TEASER =
  /^(?:read more|read also|also read|lesen sie (?:auch|dazu|hier|mehr)|mehr (?:zum thema|dazu)|(?:à )?lire (?:aussi|également)|lea también|lee también|leggi anche|read next|read|see also|related|related (?:story|article|coverage)|more on this|more on this story|don['’]t miss|watch|watch live|listen|in pictures|explainer|analysis|opinion|go deeper|up next|recommended)\s*(?::|\||»|>|→|–\s|—\s)\s*\S/i;
const COUNTER =
  /^(?:\d+ (?:shares?|comments?|min(?:ute)?s? read|views)|(?:\d+|(?:page|image|photo|slide) \d+) (?:of|\/) \d+|[•·|*_=~-]+|©.*|\(?copyright\b.*|all rights reserved.*)$/i;
const AGO =
  /^(?:(?:(?:last |first )?(?:published|updated|posted|modified|edited):?\s*)?(?:about |over |almost )?(?:an?|one|two|three|\d+)\s?(?:s|m|h|d|w|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?) ago|(?:last )?(?:updated|published|posted):? (?:just now|today|yesterday|moments ago)|just now|moments ago)$/i;
const READING =
  /^(?:(?:estimated )?reading time:? .{1,20}|(?:about |approx\.? )?\d+[\s-]min(?:ute)?s?(?: to)? (?:read|listen|video)|listen(?: to this (?:article|story))?\s*[(·•–—:-]?\s*\d+(?::\d\d)?(?: ?min(?:ute)?s?)?\)?|\d{1,2}:\d\d ?min(?:ute)?s?)$/i;
const WIDGET =
  /^(?:share (?:full |the )?(?:article|story|page|post)|listen to (?:the|this) (?:article|story)|(?:comments?|shares?|view comments|show comments) ?\(?[\d,.]+k?\)?|(?:view|see|show|add|post|write) (?:all |an? |\d+ )?comments?|[\d,.]+k? (?:shares?|comments?|views|likes|reactions)|join the (?:conversation|discussion)|(?:save|bookmark)(?: this)?(?: article| story| for later)?|(?:print|email)(?: this)? (?:article|page|story)|text size|resize text|(?:increase|decrease) font size|gift(?: this)?(?: full)? article|give(?: this)? article|add (?:us|\S+ \S+) on google|add .{2,40} as (?:an? )?(?:preferred|trusted) (?:news )?source(?: on google)?|follow (?:us )?on google(?: news)?|copy (?:url|link)|link copied!?|send (?:us )?a tip|report an? (?:error|typo)|exclusive|developing(?: story)?|advertisement\s*[:·-].{0,40}|skip to .{3,30})$/i;
const HEAD_ONLY =
  /^(?:url|source|canonical|permalink|link|by|author|published|updated|date|(?:(?:last |first )?(?:published|updated|posted):?\s*)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})(?:,? (?:at )?\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?|(?:(?:published|updated|posted):?\s*)?\d{1,2}\/\d{1,2}\/\d{4}(?:,? \d{1,2}[:.]\d\d ?(?:[ap]m)?)?):?$/i;
const ENDING =
  /^(?:about the (?:writers?|authors?|reporters?)|more (?:from|in|on) [\p{L}\s&’'-]{2,40}|more (?:stories|news|coverage)|related (?:articles?|stories|coverage|content|news|posts)|most (?:read|popular|viewed|shared)|you (?:may|might) also like|recommended (?:for you|stories|articles)|recommended|trending(?: now)?|editors?['’]s? picks?|top stories|latest (?:news|stories|headlines)|up next|what to read next|read next|from around the web|sponsored content|comments|the latest|popular stories)$/iu;

/** A button, an advertisement, a counter: nothing that anybody wrote for this article. */
export function isFurniture(line: string): boolean {
  if (line.length < 80 && [AGO, READING, WIDGET].some((form) => form.test(line))) return true;
  return BUTTONS.has(bare(line)) || COUNTER.test(line) || (line.length < 160 && NEWSLETTER.test(line));
}

/** What only stands above a body: a label without its value, a date without a year, a date that may be read two ways. */
export function isHeadFurniture(line: string): boolean {
  return line.length < 80 && HEAD_ONLY.test(line);
}

/** One line that points at another article ("Read more: …"). */
export function isTeaser(line: string): boolean {
  return line.length < 200 && TEASER.test(line);
}

/** The heading of what stands after an article: its writers, other articles. */
export function isEnding(line: string): boolean {
  return ENDING.test(line.replace(/[\s:»>….]+$/, ''));
}

export function isAboutTheWriter(line: string): boolean {
  return /^about the (?:writers?|authors?|reporters?)\s*:?$/i.test(line);
}

const CARD = /^(?:card image|see more|view more|load more)$/i;
const MID_ARTICLE_CHARS = 150;

/**
 * Where the article ends: at the first heading of what stands after it, or behind the last line. A heading that
 * scraping left in the middle (long paragraphs follow, and none of the marks of other articles' cards) ends nothing.
 */
export function endOfArticle(lines: readonly string[]): number {
  const lastCard = lines.findLastIndex((line) => CARD.test(line));
  const long = lines.flatMap((line, at) => (isLongParagraph(line) ? [at] : []));
  const lastButOne = long.at(-2) ?? -1;
  const ends = (line: string, at: number) =>
    isEnding(line) && (isAboutTheWriter(line) || lastCard > at || lastButOne <= at);
  const end = lines.findIndex(ends);
  return end === -1 ? lines.length : end;
}

function isLongParagraph(line: string): boolean {
  return line.length >= MID_ARTICLE_CHARS && /[.!?][”"’')]?$/.test(line);
}

function bare(line: string): string {
  return line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
