import { type Refusal, refused } from '../document.ts';
import type { Told } from '../told.ts';
import { isFrontPage } from './front-page.ts';
import type { PageSources } from './page-sources.ts';

const NO_ARTICLE_TITLE =
  /^(?:(?:error )?(?:40[0-9]|50[0-9])\b|page not found|not found|access denied|forbidden|just a moment|attention required|are you a robot|before you continue|we value your privacy|your privacy|privacy choices|cookie (?:consent|settings)|please (?:enable|verify|wait)|robot or human|sorry, )/i;
const FEWEST_CHARS = 120;

/** Why there is no article on the page; null where there is one. */
export function missingArticle(
  page: PageSources,
  told: Told,
  headline: string,
  paragraphs: readonly string[],
): Refusal | null {
  const title = headline || (page.title ?? '');
  if (NO_ARTICLE_TITLE.test(title))
    return refused('NO_ARTICLE', `wanted a page with an article, got "${title.slice(0, 60)}"`);
  if (page.listed > 2 && page.sources['json-ld']?.headline === undefined) {
    return refused('NO_ARTICLE', `wanted a page with one article, got a list of ${page.listed + 1}`);
  }
  if (isFrontPage(told))
    return refused('NO_ARTICLE', `wanted the page of an article, got a front page, ${told.url}`);
  if (headline === '')
    return refused('NO_HEADLINE', 'wanted a headline in JSON-LD, Open Graph, h1 or title, got none');
  const chars = paragraphs.reduce((sum, { length }) => sum + length, 0);
  if (chars < FEWEST_CHARS)
    return refused('NO_BODY', `wanted paragraphs below "${headline.slice(0, 60)}", got ${chars} characters`);
  return null;
}
