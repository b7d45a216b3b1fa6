import type { DocumentByline, DocumentImage, DocumentSubject } from '../document.ts';
import { authorNames } from '../json-ld/authors.ts';
import { httpUrl, isObject, type JsonObject, listOf, rawTextOf, textOf } from '../json-ld/values.ts';
import { languageTag } from '../language-tag.ts';
import { readMoment } from '../moment.ts';
import { plainParagraphs, plainText } from '../plain-text.ts';
import { type Told, told } from '../told.ts';

export interface StoryOptions {
  readonly timeZone: string;
  readonly absolute: (address: string | null) => string | null;
}

/** What an Arc story says of itself. https://github.com/washingtonpost/ans-schema */
export function tellStory(story: JsonObject, { timeZone, absolute }: StoryOptions): Told {
  const elements = elementsOf(story.content_elements);
  const published = momentIn(
    story,
    ['first_publish_date', 'display_date', 'publish_date', 'published_time'],
    timeZone,
  );
  const page = textOf(story.website_url) ?? textOf(story.canonical_url);
  const sections = partOf(story.taxonomy, 'primary_section') ?? partOf(story.taxonomy, 'section');
  return told({
    url: absolute(page),
    guid: textOf(story._id) ?? textOf(story.id),
    headline: textOf(partOf(story.headlines, 'basic')) ?? textOf(story.title),
    standfirst:
      textOf(partOf(story.subheadlines, 'basic')) ??
      textOf(partOf(story.description, 'basic')) ??
      textOf(story.description),
    body: elements.flatMap((element) => paragraphsOf(element)).join('\n\n'),
    section: textOf(partOf(sections, 'name')),
    language: languageTag(textOf(story.language)),
    publisher: textOf(
      partOf(story.distributor, 'mode') === 'reference' ? null : partOf(story.distributor, 'name'),
    ),
    publishedAt: published?.at,
    publishedZoneAssumed: published?.zoneAssumed,
    modifiedAt: momentIn(story, ['last_updated_date', 'display_date', 'updated_time'], timeZone)?.at,
    bylines: bylinesOf(story),
    images: imagesOf(story, elements),
    corrections: elements.flatMap((element) =>
      element.type === 'correction' ? (textOf(element.text) ?? []) : [],
    ),
    copyrightNotice: textOf(story.copyright),
    subjects: topicsOf(story),
  });
}

function partOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function momentIn(story: JsonObject, keys: readonly string[], timeZone: string) {
  for (const key of keys) {
    const moment = readMoment(rawTextOf(story[key]), timeZone);
    if (moment !== null) return moment;
  }
  return null;
}

function elementsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.slice(0, 5_000).filter(isObject) : [];
}

const DEEPEST = 8;

function paragraphsOf(element: JsonObject, depth = 0): string[] {
  // A pull quote repeats what stands in the text.
  if (depth > DEEPEST || element.subtype === 'pullquote') return [];
  const text = rawTextOf(element.content) ?? rawTextOf(element.text) ?? '';
  switch (element.type) {
    case 'text':
    case 'paragraph':
    case 'header':
    case 'heading':
      return isLinkAlone(text) ? [] : plainParagraphs(text);
    case 'quote':
    case 'list':
    case 'element_group': {
      const inner = elementsOf(element.content_elements ?? element.items);
      return inner.flatMap((each) => paragraphsOf({ type: 'text', ...each }, depth + 1));
    }
    default:
      return [];
  }
}

/** "<b><a>Read more</a></b>": a paragraph that is one link to elsewhere. */
function isLinkAlone(markup: string): boolean {
  return /^\s*(?:<(?!a\s)[a-z]\w*>\s*)*<a\s[^<>]*>[^<]*<\/a>\s*(?:<\/[a-z]\w*>\s*)*$/i.test(markup);
}

function bylinesOf(story: JsonObject): DocumentByline[] {
  const by = listOf(partOf(story.credits, 'by') ?? story.authors).filter(isObject);
  const names = by.flatMap((author) => {
    const original = partOf(partOf(author.additional_properties, 'original'), 'byline');
    return authorNames(textOf(author.name) ?? textOf(author.byline) ?? textOf(original) ?? '');
  });
  return [...new Set(names)].map((name) => ({ name, role: 'author' }));
}

function imagesOf(story: JsonObject, elements: readonly JsonObject[]): DocumentImage[] {
  const promoted = partOf(story.promo_items, 'lead_art') ?? partOf(story.promo_items, 'basic');
  const found = new Map<string, DocumentImage>();
  for (const element of [promoted, ...elements]) {
    if (!isObject(element) || element.type !== 'image') continue;
    const url = httpUrl(element.url);
    const credits = listOf(partOf(element.credits, 'by')).flatMap(
      (each) => textOf(partOf(each, 'name')) ?? [],
    );
    const agency = listOf(partOf(element.credits, 'affiliation')).flatMap(
      (each) => textOf(partOf(each, 'name')) ?? [],
    );
    const credit = [...credits, ...agency].join('/');
    const caption = plainText(rawTextOf(element.caption) ?? '');
    if (url !== null) found.set(url, { caption: caption || null, credit: credit || null, url });
  }
  return [...found.values()];
}

function topicsOf(story: JsonObject): DocumentSubject[] {
  return listOf(partOf(story.taxonomy, 'tags')).flatMap((tag) => {
    const name = textOf(partOf(tag, 'text')) ?? textOf(partOf(tag, 'slug'));
    return name === null || name.length > 100
      ? []
      : [{ kind: 'topic', name, uri: null, role: 'keywords' } as const];
  });
}
