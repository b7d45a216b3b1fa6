import { agencyByline, isPerson } from '../agency/byline.ts';
import type { BylineRole, DocumentByline, DocumentSubject } from '../document.ts';
import { codeOf, identifierOf } from './codes.ts';
import { inLanguage, type NewsmlItem, nameOf } from './item.ts';
import { attributeOf, childOf, childrenOf, wordsOf, type XmlElement } from './xml.ts';

/** By the code of the type, or by the details that stand below. */
const KINDS = new Map<string, DocumentSubject['kind']>([
  ['person', 'person'],
  ['organisation', 'organization'],
  ['organization', 'organization'],
  ['team', 'organization'],
  ['geoArea', 'place'],
  ['poi', 'place'],
  ['event', 'event'],
]);

/** What the item says that it is about, and the events, people and places of its concepts. */
export function subjectsOf(item: NewsmlItem, concepts: readonly XmlElement[]): DocumentSubject[] {
  const subjects = childrenOf(item.content, 'subject').flatMap((subject) => {
    const main = childOf(subject, 'mainConcept');
    return main ? [main, ...childrenOf(subject, 'facetConcept')] : [subject];
  });
  const all = [
    ...subjects.flatMap((each) => subjectOf(each, item)),
    ...concepts.flatMap((each) => eventOf(each, item)),
  ];
  return [...new Map(all.map((subject) => [JSON.stringify(subject), subject])).values()];
}

function subjectOf(element: XmlElement, item: NewsmlItem, kind?: DocumentSubject['kind']): DocumentSubject[] {
  const uri = identifierOf(element, item.catalog);
  const literal = attributeOf(element, 'literal');
  // A literal that is asserted elsewhere is a pointer, and says nothing by itself.
  const word = literal && !item.asserted.has(literal) ? literal : null;
  const name = nameOf(element, item) ?? word ?? codeOf(element);
  if (name === null) return [];
  const relation = codeOf(element, 'rel') ?? codeOf(element, 'role');
  return [{ kind: kind ?? kindOf(element), name, uri, role: relation }];
}

function kindOf(element: XmlElement): DocumentSubject['kind'] {
  const details = childrenOf(element).find(({ name }) => name.endsWith('Details'))?.name;
  const told = [codeOf(element, 'type'), details?.replace(/Details$/, '')];
  return told.map((word) => KINDS.get(word ?? '')).find((kind) => kind !== undefined) ?? 'topic';
}

/** An event with its place, organisers and participants; other concepts are what their type says. */
function eventOf(concept: XmlElement, item: NewsmlItem): DocumentSubject[] {
  const details = childOf(concept, 'eventDetails');
  const type = codeOf(childOf(concept, 'type'));
  const name = inLanguage(childrenOf(concept, 'name'), item.language);
  const uri = identifierOf(childOf(concept, 'conceptId'), item.catalog);
  const own = details || concept.name === 'event' ? 'event' : (KINDS.get(type ?? '') ?? 'topic');
  const around = [
    ...childrenOf(details, 'location').flatMap((each) => subjectOf(each, item, 'place')),
    ...childrenOf(details, 'organiser').flatMap((each) => subjectOf(each, item, 'organization')),
    ...childrenOf(details, 'participant').flatMap((each) => partyOf(each, item)),
  ];
  return [...(name ? [{ kind: own, name, uri, role: null } as const] : []), ...around];
}

/** Who takes part stands under the code of a role. */
function partyOf(element: XmlElement, item: NewsmlItem): DocumentSubject[] {
  const kind = childOf(element, 'organisationDetails') ? 'organization' : 'person';
  const isRole = /rol/i.test(attributeOf(element, 'qcode')?.split(':')[0] ?? '');
  return subjectOf(element, item, kind).map((subject) =>
    isRole ? { ...subject, uri: null, role: codeOf(element) } : subject,
  );
}

const ROLES: readonly (readonly [RegExp, BylineRole])[] = [
  [/photo/i, 'photographer'],
  [/contrib|assist|research/i, 'contributor'],
];
const NO_AUTHOR = /edit|descr|caption|capwriter|packag|technical|provid|translat|distribut/i;

/** The byline as printed, then the people whom the item names as its makers. */
export function bylinesOf(item: NewsmlItem, printed: readonly string[]): DocumentByline[] {
  const isPicture = item.type === 'picture' || item.type === 'graphic';
  const role: BylineRole = isPicture ? 'photographer' : 'author';
  const lines = [...childrenOf(item.content, 'by').flatMap((by) => wordsOf(by) ?? []), ...printed];
  return [
    ...lines.flatMap((line) => agencyByline(line, role)),
    ...childrenOf(item.content, 'creator').flatMap((each) => makerOf(each, item, role)),
    ...childrenOf(item.content, 'contributor').flatMap((each) => makerOf(each, item, 'contributor')),
  ];
}

function makerOf(element: XmlElement, item: NewsmlItem, usual: BylineRole): DocumentByline[] {
  const name = nameOf(element, item);
  const made = [codeOf(element, 'role'), codeOf(element, 'jobtitle')]
    .filter((each) => each !== null)
    .join(' ');
  const titles = childrenOf(element, 'name')
    .slice(1)
    .flatMap((each) => wordsOf(each) ?? []);
  if (name === null || !isPerson(name) || kindOf(element) === 'organization') return [];
  if (NO_AUTHOR.test([made, ...titles].join(' '))) return [];
  return [{ name, role: ROLES.find(([form]) => form.test(made))?.[1] ?? usual }];
}
