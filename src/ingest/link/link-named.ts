import type { Kysely } from 'kysely';
import { holdLinks } from '../../../db/curation.ts';
import { type HeldLinks, heldLinks, NO_LINKS } from '../../../db/held-links.ts';
import type { Id, Moment, Tables } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import type { Reading } from '../reading.ts';
import { isHouse, withoutCapitals } from './head-names.ts';
import { type LinkedActors, linkActors } from './link-actors.ts';
import type { NamedActor } from './name-forms.ts';
import type { NamingArticle } from './naming-article.ts';
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

/** A document with what its text says. */
export interface ReadDocument {
  readonly document: NewsDocument;
  readonly reading: Reading;
  /** Everybody may see its text. */
  readonly seen: boolean;
  /** It is not taken back. */
  readonly stands: boolean;
  readonly listedAt: Moment;
  /** Null for an article that is new. */
  readonly articleId: Id | null;
}

/**
 * Links whom the text, the head and the subjects of each document name: the same name is the same actor in all of them. Editors who decide
 * who is who wait until the transaction ends.
 */
export async function linkNamed(db: Kysely<Tables>, read: readonly ReadDocument[]): Promise<LinkedNames[]> {
  await holdLinks(db);
  const held: HeldLinks[] = [];
  for (const { articleId } of read) held.push(articleId === null ? NO_LINKS : await heldLinks(db, articleId));
  const linked = await linkActors(
    db,
    read.map((each, i) => namingArticle(each, held[i]!)),
  );
  return read.map(({ document, reading }, i) => {
    const { ids, ...rest } = linked[i]!;
    const ofHead = reading.actors.length;
    const ofSubjects = ofHead + 1 + document.bylines.length;
    const [publisherId = null, ...bylineIds] = ids.slice(ofHead, ofSubjects);
    return {
      ...rest,
      held: held[i]!,
      actorIds: ids.slice(0, ofHead),
      publisherId,
      bylineIds,
      subjectIds: ids.slice(ofSubjects),
    };
  });
}

/** Whom the text names comes first, in the order of the reading. */
function namingArticle(
  { document, reading, seen, stands, listedAt }: ReadDocument,
  held: HeldLinks,
): NamingArticle {
  const { actors, mentions, affiliations } = reading;
  const inHead = namedInHead(document);
  const ofActors = mentions.flatMap(({ actor, kind, span }) =>
    actor !== null && actors[actor]?.kind === kind ? [{ named: actor, span }] : [],
  );
  return {
    named: [...actors, ...inHead, ...namedAsSubjects(document)].map(asInText),
    mentioned: seen
      ? ofActors.map(({ named, span }) => ({ named, surface: document.body.slice(span.start, span.end) }))
      : [],
    affiliated: affiliations,
    at: Date.parse(listedAt) / 1000,
    inText: new Set(ofActors.map(({ named }) => named)),
    outlets: new Set(inHead.map((_, i) => actors.length + i)),
    places: [...new Set(mentions.flatMap(({ kind, name }) => (kind === 'place' ? name : [])))],
    stands,
    held,
  };
}

const nobody: NamedActor = { kind: 'organization', name: '', aliases: [] };

function asInText(named: NamedActor): NamedActor {
  return named.kind === 'person' ? { ...named, name: withoutCapitals(named.name) } : named;
}

/** The publisher, then the bylines in their order; photographers, houses and a missing publisher as nobody. */
function namedInHead({ publisher, bylines }: NewsDocument): NamedActor[] {
  return [
    publisher === null ? nobody : { ...nobody, name: publisher },
    ...bylines.map(({ name, role }) =>
      role === 'photographer' || isHouse(name) ? nobody : { kind: 'person' as const, name, aliases: [] },
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
