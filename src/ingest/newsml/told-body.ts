import { type AgencyBody, agencyBody, NO_BODY } from '../agency/body.ts';
import type { BodyStatus } from '../document.ts';
import { codeOf } from './codes.ts';
import { inLanguage, type NewsmlItem } from './item.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { InlineText } from './text.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, wordsOf, type XmlElement } from './xml.ts';

export type ToldBody = AgencyBody & { readonly status: BodyStatus };

const WITH_WORDS = new Set(['picture', 'video', 'audio', 'graphic', 'animation']);

/** The running text; else the descriptions; else what its events, concepts or plans say. Empty where there is none. */
export function bodyOf(item: NewsmlItem, text: InlineText, concepts: readonly XmlElement[]): ToldBody {
  const body = agencyBody(text.paragraphs);
  if (body.text !== '') return { ...body, status: 'available' };
  const described = childrenOf(item.content, 'description').flatMap(paragraphsOf);
  if (described.length > 0) {
    const status = WITH_WORDS.has(item.type ?? '') ? 'available' : 'stub';
    return { ...NO_BODY, text: described.join('\n\n'), status };
  }
  const lines = concepts.length > 0 ? conceptLines(item, concepts) : planLines(item);
  return { ...NO_BODY, text: lines.join('\n\n'), status: lines.length > 0 ? 'available' : 'stub' };
}

/** Events and concepts, wherever the item carries them. */
export function conceptsOf({ element }: NewsmlItem): XmlElement[] {
  const inline = descendantsOf(childOf(element, 'contentSet'), 'event');
  return [
    ...childrenOf(element, 'concept'),
    ...childrenOf(childOf(element, 'conceptSet'), 'concept'),
    ...inline,
  ];
}

/** Each by its name where there are several, and by its definition. */
function conceptLines(item: NewsmlItem, concepts: readonly XmlElement[]): string[] {
  return concepts.flatMap((concept) => {
    const definitions = definitionsOf(concept, item.language);
    const name = inLanguage(childrenOf(concept, 'name'), item.language);
    return concepts.length > 1 || definitions.length === 0
      ? [...(name ? [name] : []), ...definitions]
      : definitions;
  });
}

/** In one language: that of the item, else that of the first definition. */
function definitionsOf(concept: XmlElement, language: string | null): string[] {
  const all = childrenOf(concept, 'definition');
  const base = (tag: string | null) => tag?.toLowerCase().split('-')[0] ?? null;
  const spoken = all.filter((each) => base(attributeOf(each, 'lang')) === base(language));
  const [first] = all;
  const same = all.filter(
    (each) => base(attributeOf(each, 'lang')) === base(attributeOf(first ?? null, 'lang')),
  );
  return (spoken.length > 0 ? spoken : same).flatMap(paragraphsOf);
}

/** What a newsroom announces: a line for each coverage. */
function planLines({ element }: NewsmlItem): string[] {
  return descendantsOf(childOf(element, 'newsCoverageSet'), 'planning').flatMap((planning) => {
    const parts = ['headline', 'description', 'edNote'].flatMap(
      (name) => wordsOf(childOf(planning, name)) ?? [],
    );
    return parts.length > 0 ? [parts.join(': ')] : [];
  });
}

/** Which of several descriptions is the summary of a text. */
export function summaryOf({ content }: NewsmlItem): string | null {
  const all = childrenOf(content, 'description');
  return wordsOf(
    all.find((each) => /summary|abstract|lead/i.test(codeOf(each, 'role') ?? '')) ?? all[0] ?? null,
  );
}
