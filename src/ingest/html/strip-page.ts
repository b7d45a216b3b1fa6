import type { PageDocument, PageElement } from './parse-page.ts';

const NEVER_BODY =
  'nav, form, button, input, label, dialog, menu, figcaption, [hidden], [aria-hidden="true"], [aria-modal="true"], [role="navigation"], [role="complementary"], [role="banner"], [role="contentinfo"], [role="dialog"], [role="alert"], [role="search"], [role="menu"], [role="toolbar"], aside, footer';
const FURNITURE =
  /(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|read-?(?:more|next|also)|more-(?:stories|from|on|in|news)|newsletters?|sign-?up|subscribe|promos?|sharing|share|shar(?:e|ing)-?(?:bar|buttons?|tools?)|social|comments?|advert(?:isement)?|ads?|sponsor(?:ed)?|outbrain|taboola|captions?|image-credit|photo-credit|credits?|breadcrumbs?|tags|tag-list|topics|author-?(?:bio|box|info|card)|bio|bylines?|trending|popular|most-(?:read|popular)|side-?bar|widgets?|toolbar|cookies?|consent|pop-?up|modal|pull-?quotes?|copyright|print-only|visually-?hidden|sr-only|screen-reader(?:-text)?|sidebar|timestamp|dateline|datetime|metadata|post-meta|entry-meta|article-meta|footer|navigation|nav|teasers?|up-next|inline-?(?:related|promo|newsletter))(?:$|[\s_-])/i;
const UNTOUCHED = new Set(['html', 'body', 'main', 'article', 'p', 'blockquote']);
/** An element that holds this much of the page's paragraphs is the article, whatever it is called. */
const MOST_SHARE = 0.3;

/** Takes from the page what no article's text stands in, by its tags, roles and class names. */
export function stripPage(document: PageDocument): void {
  const total = paragraphChars(document.body);
  const most = Math.max(200, total * MOST_SHARE);
  for (const element of document.body.querySelectorAll(NEVER_BODY)) removeUnless(element, most);
  for (const element of document.body.querySelectorAll('[class], [id]')) {
    if (!UNTOUCHED.has(element.localName) && isFurniture(element)) removeUnless(element, most);
  }
}

function isFurniture(element: PageElement): boolean {
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return names.length < 1_000 && FURNITURE.test(names.replace(/([a-z])([A-Z])/g, '$1-$2'));
}

function removeUnless(element: PageElement, most: number): void {
  if (element.parentElement !== null && paragraphChars(element) <= most) element.remove();
}

function paragraphChars(element: PageElement): number {
  let chars = 0;
  for (const paragraph of element.querySelectorAll('p')) chars += paragraph.textContent?.length ?? 0;
  return chars;
}
