import type { PageDocument, PageElement } from './parse-page.ts';

const NEVER_BODY =
  'nav, form, button, input, label, dialog, menu, figcaption, aside, footer, [hidden], [aria-hidden="true"], [aria-modal="true"], ' +
  '[role="navigation"], [role="complementary"], [role="banner"], [role="contentinfo"], [role="dialog"], [role="alert"], [role="search"], ' +
  '[role="menu"], [role="toolbar"], .hidden, .d-none, .hide, .is-hidden, .invisible';
const FURNITURE = new RegExp(
  `(?:^|[\\s_-])(?:${[
    'related|recommend(?:ed|ations?)?|read-?(?:more|next|also)|more-(?:stories|from|on|in|news)|inline-?(?:related|promo|newsletter)|up-next',
    'newsletters?|sign-?up|subscribe|subscription-(?:box|offer|promo)|paywall-(?:offer|message|promo|banner)|promos?|teasers?',
    'sharing|share|shar(?:e|ing)-?(?:bar|buttons?|tools?)|social|comments?|advert(?:isement)?|ads?|sponsor(?:ed)?|outbrain|taboola',
    'captions?|image-credit|photo-credit|credits?|breadcrumbs?|tags|tag-list|topics|author-?(?:bio|box|info|card)|bio|bylines?',
    'trending|popular|most-(?:read|popular)|side-?bar|widgets?|toolbar|cookies?|consent|pop-?up|modal|pull-?quotes?|copyright',
    'print-only|visually-?hidden|sr-only|screen-reader(?:-text)?|timestamp|dateline|datetime|metadata|(?:post|entry|article)-meta',
    'footer|navigation|nav',
  ].join('|')})(?:$|[\\s_-])`,
  'i',
);
const UNTOUCHED = new Set(['html', 'body', 'main', 'article', 'p', 'blockquote']);
/** What publishers call the box of an article's text. */
export const NAMED_BODY =
  '[itemprop~="articleBody"], [class*="article-body"], [class*="articleBody"], [class*="article__body"], [class*="story-body"], ' +
  '[class*="entry-content"], [class*="post-content"], [class*="article-content"]';
const BODY = `h1, ${NAMED_BODY}`;
/** An element that holds this much of the page's paragraphs is the article, whatever it is called. */
const MOST_SHARE = 0.3;

const LINKED_SUP = 'sup:has(> a[href^="#"]), a[href^="#"] > sup';

/** Takes from the page what no article's text stands in, by its tags, roles and class names. */
export function stripPage(document: PageDocument): void {
  const most = Math.max(200, paragraphChars(document.body) * MOST_SHARE);
  for (const element of document.body.querySelectorAll(NEVER_BODY)) removeUnless(element, most);
  for (const raised of document.body.querySelectorAll(LINKED_SUP)) if (isMark(raised)) raised.remove();
  for (const element of document.body.querySelectorAll('[class], [id]')) {
    if (!UNTOUCHED.has(element.localName) && isFurniture(element)) removeUnless(element, most);
  }
}

/** Of a footnote, which would stick to the word before it. */
function isMark({ textContent }: PageElement): boolean {
  return /^\[?(?:\d{1,3}|[a-z]|[*†‡§]+)\]?$/.test(textContent?.trim() ?? '');
}

function isFurniture(element: PageElement): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return names.length < 1_000 && FURNITURE.test(names.replace(/([a-z])([A-Z])/g, '$1-$2'));
}

function removeUnless(element: PageElement, most: number): void {
  if (element.parentElement === null || paragraphChars(element) > most) return;
  if (element.querySelector(BODY) === null) element.remove();
}

export function paragraphChars(element: PageElement): number {
  let chars = 0;
  for (const paragraph of element.querySelectorAll('p')) chars += paragraph.textContent?.length ?? 0;
  return chars;
}

const HELD = 'h2, h3, h4, p, blockquote, ul, ol';
const WRAPPERS = new Set(['div', 'section', 'span']);

/**
 * Takes text out of boxes that hold nothing else. Readability drops a short box with a heading or a question in it, and
 * counts paragraphs that stand side by side.
 */
export function unwrap(document: PageDocument): void {
  for (const element of document.body.querySelectorAll(HELD)) {
    let box: PageElement | null = null;
    for (
      let outer = element.parentElement;
      outer !== null && isBoxOf(outer, box ?? element);
      outer = outer.parentElement
    )
      box = outer;
    box?.replaceWith(element);
  }
}

function isBoxOf(outer: PageElement, inner: PageElement): boolean {
  if (!WRAPPERS.has(outer.localName) || outer.children.length !== 1 || outer.matches(BODY)) return false;
  return (outer.textContent ?? '').trim().length === (inner.textContent ?? '').trim().length;
}
