import { isOutletName } from '../scraped/bylines.ts';

const SEPARATOR = /\s+[|·•»›:–—-]+\s+|\s*[|»›·•]\s*|:\s+/;
/** What the title of a feed says beside the outlet's name. */
const SECTION =
  /^(?:(?:all|latest|top|breaking|recent|more)\s+)?(?:(?:the )?(?:news|headlines|stories|articles|posts|updates)|home ?page|home|front ?page|world|international|national|local|politics|business|economy|finance|markets|money|sports?|football|culture|arts|entertainment|technology|tech|science|health|environment|climate|education|travel|lifestyle|opinions?|comment|video|photos|u\.?s\.?|uk|europe|asia|africa|americas|middle east)(?: news)?$/i;
const FEED = /\s*(?:\(?(?:rss|atom|json)(?: ?\d(?:\.\d+)?)?(?: feed)?\)?|(?:news ?)?feed)$/i;

/**
 * The outlet that a feed's title names, without the section and the word "feed" where it is sure which part is which: the
 * others are sections, or this one alone is called as outlets are, or as the site. Else the title as it is.
 */
export function publisherOf(title: string, site: string | null): string {
  const whole = withoutFeed(title);
  const parts = whole
    .split(SEPARATOR)
    .map(withoutFeed)
    .filter((part) => part !== '');
  if (parts.length < 2) return whole;
  const named = parts.filter((part) => !SECTION.test(part));
  if (named.length === 1) return named[0] ?? whole;
  const host = hostOf(site);
  for (const isOutlet of [(part: string) => host !== '' && letters(part) === host, isOutletName]) {
    const outlets = parts.filter(isOutlet);
    if (outlets.length === 1) return outlets[0] ?? whole;
  }
  return whole;
}

function withoutFeed(title: string): string {
  const bare = title
    .replace(FEED, '')
    .replace(/[\s|·•»›:–—-]+$/, '')
    .trim();
  return bare === '' ? title.trim() : bare;
}

/** "havencourier" of https://www.haven-courier.example/news. */
function hostOf(site: string | null): string {
  if (site === null || !URL.canParse(site)) return '';
  const labels = new URL(site).hostname.replace(/^www\d?\./, '').split('.');
  return letters(
    labels.length > 2 ? (labels.at(-2)!.length > 3 ? labels.at(-2)! : labels.at(-3)!) : (labels[0] ?? ''),
  );
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
