import type { DocumentAssociation, DocumentSubject, NewsDocument } from '../ingest/document.ts';
import {
  type Exported,
  type ExportedActor,
  type ExportedArticle,
  type ExportedQuote,
  type ExportedTombstone,
  uriOf,
  wikidataUri,
} from './exported.ts';

export const CONTEXT = 'https://schema.org';

type Node = Readonly<Record<string, unknown>>;

/** A node of https://schema.org/NewsArticle without its context. A withdrawn one has its notice and nothing else. */
export function toJsonLd(exported: Exported): object {
  return exported.kind === 'tombstone' ? withdrawn(exported) : article(exported);
}

function withdrawn({ id, retraction, withdrawnAt }: ExportedTombstone): object {
  const { url, guid, publisher, notice } = retraction;
  return said({
    '@type': 'NewsArticle',
    '@id': uriOf({ url, guid }, id),
    url,
    identifier: identifier(guid),
    creativeWorkStatus: 'Withdrawn',
    dateModified: withdrawnAt,
    publisher: publisher === null ? null : named('Organization', publisher),
    correction: notice === null ? null : { '@type': 'CorrectionComment', text: notice },
  });
}

function article({ document, id, actors, quotes }: ExportedArticle): object {
  const { publisher, bylines, body } = document;
  const people = (isRole: (role: string) => boolean) =>
    bylines.filter(({ role }) => isRole(role)).map(({ name }) => named('Person', name));
  return said({
    '@type': document.liveBlog ? 'LiveBlogPosting' : 'NewsArticle',
    '@id': uriOf(document, id),
    url: document.url,
    identifier: identifier(document.guid),
    headline: document.headline,
    description: document.standfirst,
    articleBody: body === '' ? null : body,
    creativeWorkStatus: document.bodyStatus === 'stub' ? 'Incomplete' : null,
    articleSection: document.section,
    inLanguage: document.language,
    dateline: document.dateline,
    datePublished: document.publishedAt,
    dateModified: document.modifiedAt,
    author: people((role) => role === 'author'),
    contributor: people((role) => role !== 'author'),
    publisher: publisher === null ? null : named('Organization', publisher),
    image: document.images.map(({ url, caption, credit }) =>
      said({ '@type': 'ImageObject', contentUrl: url, caption, creditText: credit }),
    ),
    correction: document.corrections.map((text) => ({ '@type': 'CorrectionComment', text })),
    ...termsOf(document),
    ...subjectsOf(document, actors),
    video: recordings(document, 'video', 'VideoObject'),
    audio: recordings(document, 'audio', 'AudioObject'),
    isBasedOn: works(document, 'isBasedOn'),
    isPartOf: works(document, 'isPartOf'),
    hasPart: quotes.map(quotation),
  });
}

/** An address among identifiers is mostly one more of the article: what is none says so. https://schema.org/PropertyValue */
function identifier(guid: string | null): Node | string | null {
  return guid !== null && /^https?:/.test(guid)
    ? { '@type': 'PropertyValue', propertyID: 'guid', value: guid }
    : guid;
}

/** What the source says it is about, then those whom the text names besides. */
function subjectsOf({ subjects }: NewsDocument, actors: readonly ExportedActor[]): Node {
  const known = new Set(subjects.map(({ kind, name }) => `${kind} ${name}`));
  const found = actors.filter(({ kind, name }) => !known.has(`${kind} ${name}`));
  return {
    about: subjects.filter((each) => !isKeyword(each) && each.role !== 'mentions').map(thing),
    mentions: [
      ...subjects.filter(({ role }) => role === 'mentions').map(thing),
      ...found.map(({ kind, name, wikidataId, description }) =>
        said({ '@type': TYPES[kind], name, description, sameAs: wikidataId && wikidataUri(wikidataId) }),
      ),
    ],
    keywords: subjects.filter(isKeyword).map(({ name }) => name),
  };
}

const TYPES: Readonly<Record<DocumentSubject['kind'], string>> = {
  person: 'Person',
  organization: 'Organization',
  place: 'Place',
  event: 'Event',
  topic: 'Thing',
};

/** A bare word, which the commas between keywords do not break. */
function isKeyword({ kind, name, uri, role }: DocumentSubject): boolean {
  return role === 'keywords' && kind === 'topic' && uri === null && !/[,;]/.test(name);
}

function thing({ kind, name, uri }: DocumentSubject): Node {
  return said({ '@type': TYPES[kind], name, sameAs: uri });
}

function named(type: 'Person' | 'Organization', name: string): Node {
  return { '@type': type, name };
}

/** https://schema.org/usageInfo is an address; words stand in conditionsOfAccess. */
function termsOf({ usageTerms, copyrightHolder, copyrightNotice }: NewsDocument): Node {
  return {
    [/^https?:/.test(usageTerms ?? '') ? 'usageInfo' : 'conditionsOfAccess']: usageTerms,
    copyrightHolder: copyrightHolder === null ? null : named('Organization', copyrightHolder),
    copyrightNotice,
  };
}

function recordings({ associations }: NewsDocument, kind: string, type: string): Node[] {
  const ofKind = associations.filter((each) => each.type === kind);
  return ofKind.map(({ uri, headline }) => said({ '@type': type, contentUrl: uri, name: headline }));
}

/** Of the relations that ours has names for, those that schema.org has, too. */
function works({ associations }: NewsDocument, role: string): Node[] {
  const related = associations.filter((each) => each.role === role && !isRecording(each));
  return related.map(({ uri, headline }) => said({ '@type': 'CreativeWork', url: uri, name: headline }));
}

function isRecording({ type }: DocumentAssociation): boolean {
  return type === 'video' || type === 'audio';
}

/** https://schema.org/Quotation */
function quotation({ text, speakers }: ExportedQuote): Node {
  const by = speakers.map(({ kind, name }) => ({ '@type': TYPES[kind], name }));
  return said({ '@type': 'Quotation', text, spokenByCharacter: by.length === 1 ? by[0] : by });
}

function said(fields: Node): Node {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
