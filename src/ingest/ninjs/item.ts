import { codedUri, conceptUri } from '../agency/concept-uri.ts';
import type { Rendition } from '../agency/rendition.ts';
import type { DocumentSubject } from '../document.ts';
import { isObject } from './check.ts';
import type { Generation, JsonObject } from './generation.ts';
import { textsOf, type Words } from './words.ts';

/** What an item of any generation says, in the words of ninjs 3. */
export interface NinjsItem {
  readonly uri: string;
  readonly type: string | null;
  readonly isPartial: boolean;
  readonly pubStatus: string | null;
  readonly language: string | null;
  readonly firstCreated: string | null;
  readonly versionCreated: string | null;
  readonly contentCreated: string | null;
  readonly embargoedUntil: string | null;
  readonly headlines: readonly Words[];
  readonly descriptions: readonly Words[];
  readonly bodies: readonly Words[];
  readonly title: string | null;
  readonly slugline: string | null;
  readonly by: string | null;
  readonly located: string | null;
  readonly edNote: string | null;
  readonly usageTerms: string | null;
  readonly copyrightHolder: string | null;
  readonly copyrightNotice: string | null;
  readonly subjects: readonly DocumentSubject[];
  readonly altIds: readonly { readonly role: string | null; readonly value: string | null }[];
  readonly infoSources: readonly { readonly name: string | null; readonly role: string | null }[];
  /** What an item of the type planning announces. */
  readonly planned: readonly string[];
  readonly renditions: readonly Rendition[];
  readonly associations: readonly { readonly role: string; readonly item: NinjsItem }[];
}

/** A valid item. Between 2 and 3 only the case of the names changed, and `embargoed`. */
export function ninjsItem(raw: JsonObject, generation: Generation): NinjsItem {
  const value = lowerCase(raw);
  const said = (name: string) => saidIn(value, name);
  return {
    uri: String(value.uri ?? '').trim(),
    type: said('type'),
    isPartial: /^(?:partial|incomplete)$/.test(said('representationtype') ?? ''),
    pubStatus: said('pubstatus'),
    language: said('language'),
    firstCreated: said('firstcreated'),
    versionCreated: said('versioncreated'),
    contentCreated: said('contentcreated'),
    embargoedUntil: said('embargoeduntil') ?? said('embargoed'),
    headlines: textsOf(value, generation, 'headline'),
    descriptions: textsOf(value, generation, 'description'),
    bodies: textsOf(value, generation, 'body'),
    title: said('title'),
    slugline: said('slugline'),
    by: said('by') ?? said('byline'),
    located: said('located'),
    edNote: said('ednote'),
    usageTerms: said('usageterms'),
    copyrightHolder: said('copyrightholder'),
    copyrightNotice: said('copyrightnotice'),
    subjects: subjectsOf(value),
    altIds: objectsIn(value.altids).map((each) => ({
      role: saidIn(each, 'role'),
      value: saidIn(each, 'value'),
    })),
    infoSources: objectsIn(value.infosources ?? value.infosource).map((source) => ({
      name: saidIn(source, 'name'),
      role: saidIn(source, 'role') ?? saidIn(source, 'rel'),
    })),
    planned: objectsIn(value.plannedcoverage).flatMap((coverage) => {
      const parts = [saidIn(coverage, 'title'), saidIn(coverage, 'ednote')].filter((part) => part !== null);
      return parts.length > 0 ? [parts.join(': ')] : [];
    }),
    renditions: namedObjects(value.renditions).map(([name, rendition]) => renditionOf(name, rendition)),
    associations: namedObjects(value.associations).map(([name, item]) => ({
      role: saidIn(item, 'rel') ?? name,
      item: ninjsItem(item, generation),
    })),
  };
}

const SUBJECTS = [
  ['person', 'person', 'people'],
  ['organization', 'organisation', 'organisations'],
  ['place', 'place', 'places'],
  ['event', 'event', 'events'],
  ['topic', 'subject', 'subjects'],
  ['topic', 'object', 'objects'],
] as const;

function subjectsOf(value: JsonObject): DocumentSubject[] {
  const all = SUBJECTS.flatMap(([kind, ...names]) =>
    names.flatMap((name) => objectsIn(value[name])).flatMap((concept) => subjectOf(kind, concept)),
  );
  return [...new Map(all.map((subject) => [JSON.stringify(subject), subject])).values()];
}

function subjectOf(kind: DocumentSubject['kind'], concept: JsonObject): DocumentSubject[] {
  const said = (field: string) => saidIn(concept, field);
  const name = said('name') ?? said('literal') ?? said('code') ?? said('uri');
  if (name === null) return [];
  const given = said('uri');
  const uri = given === null ? codedUri(said('scheme'), said('code')) : conceptUri(given);
  return [{ kind, name, uri, role: said('rel') }];
}

function renditionOf(name: string, rendition: JsonObject): Rendition {
  const size = (field: string) => (typeof rendition[field] === 'number' ? rendition[field] : 0);
  return {
    name,
    href: saidIn(rendition, 'href'),
    contentType: saidIn(rendition, 'contenttype') ?? saidIn(rendition, 'mimetype'),
    title: saidIn(rendition, 'title'),
    width: size('width'),
    height: size('height'),
    bytes: size('sizeinbytes'),
  };
}

/** 1.x names them by their keys, later generations by a property. */
function namedObjects(value: unknown): [string, JsonObject][] {
  if (Array.isArray(value)) return objectsIn(value).map((each) => [saidIn(each, 'name') ?? '', each]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]): [string, JsonObject][] =>
    isObject(each) ? [[name, lowerCase(each)]] : [],
  );
}

function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject).map(lowerCase) : [];
}

/** What is empty says nothing. */
export function saidIn(value: JsonObject, name: string): string | null {
  const said = value[name];
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : null;
}

function lowerCase(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name.toLowerCase(), part]));
}
