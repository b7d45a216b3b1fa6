import type { Kysely } from 'kysely';
import { holdLinks } from '../../../db/curation.ts';
import { type HeldLinks, heldLinks, NO_LINKS } from '../../../db/held-links.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import type { Reading } from '../reading.ts';
import { type LinkedActors, linkActors } from './link-actors.ts';
import type { NamedActor } from './name-forms.ts';
import { wikidataId } from './wikidata.ts';

export interface LinkedNames extends Omit<LinkedActors, 'ids'> {
  /** Each in the order of the reading or document; null where nobody is linked. */
  readonly actorIds: readonly (Id | null)[];
  readonly publisherId: Id | null;
  readonly bylineIds: readonly (Id | null)[];
  readonly subjectIds: readonly (Id | null)[];
  /** Of the article before it is stored anew. */
  readonly held: HeldLinks;
}

/**
 * Links whom the text, the head and the subjects of a document name: the same name is the same actor in all of them. `articleId` is null for an
 * article that is new. Editors who decide who is who wait until the transaction ends.
 */
export async function linkNamed(
  db: Kysely<Tables>,
  document: NewsDocument,
  { actors }: Reading,
  articleId: Id | null,
): Promise<LinkedNames> {
  await holdLinks(db);
  const held = articleId === null ? NO_LINKS : await heldLinks(db, articleId);
  const head = namedInHead(document);
  const { ids, ...linked } = await linkActors(db, [...actors, ...head, ...namedAsSubjects(document)], held);
  const ofHead = actors.length;
  const ofSubjects = ofHead + head.length;
  const [publisherId = null, ...bylineIds] = ids.slice(ofHead, ofSubjects);
  return {
    ...linked,
    held,
    actorIds: ids.slice(0, ofHead),
    publisherId,
    bylineIds,
    subjectIds: ids.slice(ofSubjects),
  };
}

const nobody: NamedActor = { kind: 'organization', name: '', aliases: [] };

/** The publisher, then the bylines in their order; photographers and a missing publisher as nobody. */
function namedInHead({ publisher, bylines }: NewsDocument): NamedActor[] {
  return [
    publisher === null ? nobody : { ...nobody, name: publisher },
    ...bylines.map(({ name, role }) =>
      role === 'photographer' ? nobody : { kind: 'person' as const, name, aliases: [] },
    ),
  ];
}

/** In their order; places, events and topics as nobody. */
function namedAsSubjects({ subjects }: NewsDocument): NamedActor[] {
  return subjects.map(({ kind, name, uri }) =>
    kind === 'person' || kind === 'organization'
      ? { kind, name, aliases: [], wikidataId: wikidataId(uri) }
      : nobody,
  );
}
