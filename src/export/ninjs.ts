import type {
  DocumentAssociation,
  DocumentImage,
  DocumentSubject,
  NewsDocument,
} from '../ingest/document.ts';
import {
  type Exported,
  type ExportedActor,
  type ExportedTombstone,
  isUri,
  uriOf,
  wikidataUri,
} from './exported.ts';

const STANDARD = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json',
} as const;

/** https://iptc.org/std/ninjs/ in generation 3.1. A withdrawn article is `canceled` and says nothing else. */
export function toNinjs(exported: Exported): object {
  return exported.kind === 'tombstone'
    ? canceled(exported)
    : item(exported.document, exported.actors, exported.id);
}

function canceled({ id, retraction, withdrawnAt }: ExportedTombstone): object {
  const { url, guid, publisher, notice } = retraction;
  return compact({
    uri: uriOf({ url, guid }, id),
    standard: STANDARD,
    type: 'text',
    pubStatus: 'canceled',
    versionCreated: withdrawnAt,
    edNote: notice,
    infoSources: publishersOf(publisher),
    renditions: pagesOf(url, []),
    altIds: altIdsOf(guid),
  });
}

function item(document: NewsDocument, actors: readonly ExportedActor[], id: string): object {
  const { publishedAt, modifiedAt, embargoedUntil } = document;
  return compact({
    uri: uriOf(document, id),
    standard: STANDARD,
    type: 'text',
    pubStatus: embargoedUntil === 'infinity' ? 'withheld' : 'usable',
    representationType: document.bodyStatus === 'available' ? 'full' : 'partial',
    language: document.language,
    firstCreated: publishedAt,
    versionCreated: modifiedAt ?? publishedAt,
    embargoedUntil: embargoedUntil === 'infinity' ? null : embargoedUntil,
    headlines: [{ role: 'main', value: document.headline }],
    descriptions: words('summary', document.standfirst),
    bodies: document.body === '' ? [] : [{ role: 'main', contentType: 'text/plain', value: document.body }],
    by: namesOf(document, 'author').join(', ') || null,
    located: document.dateline,
    usageTerms: document.usageTerms,
    copyrightHolder: document.copyrightHolder,
    copyrightNotice: document.copyrightNotice,
    infoSources: publishersOf(document.publisher),
    renditions: pagesOf(document.url, document.otherUrls),
    altIds: altIdsOf(document.guid),
    ...conceptsOf(document, actors),
    associations: [
      ...document.images.map((image, at) => pictureOf(image, `${id}:image:${at + 1}`)),
      ...document.associations.filter(({ uri }) => isUri(uri)).map(associationOf),
    ],
  });
}

function words(role: string, value: string | null): object[] {
  return value === null ? [] : [{ role, contentType: 'text/plain', value }];
}

function publishersOf(name: string | null): object[] {
  return name === null ? [] : [{ name, role: 'publisher' }];
}

function pagesOf(url: string | null, others: readonly string[]): object[] {
  const pages = [url, ...others].filter(isUri);
  return pages.map((href, at) => ({
    name: at === 0 ? 'page' : `page-${at + 1}`,
    href,
    contentType: 'text/html',
  }));
}

/** What is no URI can't be the item's. */
function altIdsOf(guid: string | null): object[] {
  return guid === null || isUri(guid) ? [] : [{ role: 'guid', value: guid }];
}

const KINDS = {
  person: 'people',
  organization: 'organisations',
  place: 'places',
  event: 'events',
  topic: 'subjects',
} as const;

/** What the source says it is about, who made it by role, then those whom its text names. */
function conceptsOf(document: NewsDocument, actors: readonly ExportedActor[]): object {
  const lists = { people: [], organisations: [], places: [], events: [], subjects: [] } as {
    [List in (typeof KINDS)[DocumentSubject['kind']]]: object[];
  };
  for (const { kind, name, uri, role } of document.subjects)
    lists[KINDS[kind]].push(compact({ name, uri: isUri(uri) ? uri : null, rel: role }));
  for (const { name, role } of document.bylines) lists.people.push({ name, rel: role });
  const known = new Set(document.subjects.map(({ kind, name }) => `${kind} ${name}`));
  for (const { kind, name, wikidataId } of actors) {
    if (known.has(`${kind} ${name}`)) continue;
    lists[KINDS[kind]].push(compact({ name, uri: wikidataId && wikidataUri(wikidataId), rel: 'mentioned' }));
  }
  return lists;
}

function namesOf({ bylines }: NewsDocument, role: string): string[] {
  return bylines.filter((byline) => byline.role === role).map(({ name }) => name);
}

function pictureOf({ caption, credit, url }: DocumentImage, id: string): object {
  return compact({
    name: 'picture',
    uri: isUri(url) ? url : `urn:newsgraph:${id}`,
    type: 'picture',
    by: credit,
    descriptions: words('caption', caption),
    renditions: isUri(url) ? [{ name: 'main', href: url, contentType: pictureType(url) }] : [],
  });
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
};

/** By the ending of its address; of any other it is known only that it is a picture. */
function pictureType(url: string): string {
  return `image/${TYPES[/\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? ''] ?? '*'}`;
}

const NEWS_TYPES = new Set('text audio video picture graphic composite component event planning'.split(' '));

/** ninjs knows no item without a URI, and types of its own alone. */
function associationOf({ role, type, uri, headline }: DocumentAssociation): object {
  return compact({
    name: role,
    rel: role,
    uri,
    type: type !== null && NEWS_TYPES.has(type) ? type : null,
    headlines: words('main', headline),
  });
}

/** Without what is not said: ninjs has no null. */
function compact(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
