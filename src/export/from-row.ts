import type { ExportRow } from '../../db/export.ts';
import type { Moment } from '../../db/tables.ts';
import { type FieldSources, newsDocument } from '../ingest/document.ts';
import type { Exported } from './exported.ts';

/** Stands for the guid of a text that has none, so that it is known again here; it means nothing elsewhere. */
const MADE_HERE = /^text:[0-9a-f]{64}$/;

/** `id` is the opaque one of the article. */
export function exportedOf(row: ExportRow, id: string): Exported {
  const guid = row.guid !== null && MADE_HERE.test(row.guid) ? null : row.guid;
  if (row.withdrawn_at !== null) {
    const { url, publisher, withdrawn_notice: notice } = row;
    return {
      kind: 'tombstone',
      id,
      withdrawnAt: rfc3339(row.withdrawn_at),
      retraction: { url, guid, publisher, notice },
    };
  }
  const document = newsDocument({
    url: row.url,
    otherUrls: row.other_urls,
    guid,
    publisher: row.publisher,
    headline: row.headline,
    standfirst: row.standfirst,
    body: row.body ?? '',
    bodyStatus: row.body_status,
    section: row.section,
    language: row.language,
    dateline: row.dateline,
    publishedAt: momentOf(row.published_at),
    publishedZoneAssumed: row.published_zone_assumed,
    modifiedAt: momentOf(row.modified_at),
    embargoedUntil: momentOf(row.embargoed_until),
    liveBlog: row.live_blog,
    bylines: row.bylines,
    images: row.images,
    corrections: row.corrections,
    usageTerms: row.usage_terms,
    copyrightHolder: row.copyright_holder,
    copyrightNotice: row.copyright_notice,
    subjects: row.subjects,
    associations: row.associations,
    fieldSources: row.field_sources as FieldSources,
  });
  const actors = row.actors.map(({ wikidata_id: wikidataId, ...actor }) => ({ ...actor, wikidataId }));
  return { kind: 'article', id, document, ingestedAt: rfc3339(row.ingested_at), actors, quotes: row.quotes };
}

function momentOf(moment: Moment | null): string | null {
  return moment === null ? null : rfc3339(moment);
}

/** "2025-10-22 13:38:00.123456+00" with its microseconds; `infinity` as it is. */
function rfc3339(moment: Moment): string {
  return moment.replace(' ', 'T').replace(/\+00$/, 'Z');
}
