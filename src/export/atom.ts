import type { DocumentImage, NewsDocument } from '../ingest/document.ts';
import { type Exported, type ExportedArticle, type ExportedTombstone, isUri, uriOf } from './exported.ts';
import { element, escapeXml, textElement } from './xml.ts';

export interface AtomHead {
  /** The feed's own address or name. */
  readonly id: string;
  /** RFC 3339. */
  readonly updated: string;
  readonly self: string | null;
}

/** https://www.rfc-editor.org/rfc/rfc4287, with deleted entries of RFC 6721 */
export function atomOpening({ id, updated, self }: AtomHead): string {
  const namespaces = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:media': 'http://search.yahoo.com/mrss/',
  };
  const declared = Object.entries(namespaces).map(([name, uri]) => `${name}="${uri}"`);
  return [
    `<?xml version="1.0" encoding="utf-8"?>\n<feed ${declared.join(' ')}>`,
    textElement('id', id),
    textElement('title', 'Articles'),
    textElement('generator', 'Newsgraph'),
    textElement('updated', updated),
    self === null ? '' : element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
  ].join('');
}

export const ATOM_CLOSING = '\n</feed>\n';

export function toAtomEntry(exported: Exported): string {
  return `\n${exported.kind === 'tombstone' ? deletedEntry(exported) : entry(exported)}`;
}

function deletedEntry({ id, retraction, withdrawnAt }: ExportedTombstone): string {
  const { url, publisher, notice } = retraction;
  return element('at:deleted-entry', { ref: uriOf(retraction, id), when: withdrawnAt }, [
    textElement('at:comment', notice),
    url === null ? '' : element('link', { rel: 'alternate', href: url }),
    textElement('dc:publisher', publisher),
    guidOf(retraction.guid),
  ]);
}

function entry({ document, id, ingestedAt }: ExportedArticle): string {
  const { url, publishedAt, modifiedAt, bylines, body } = document;
  const people = (isRole: (role: string) => boolean, name: string) =>
    bylines
      .filter(({ role }) => isRole(role))
      .map((byline) => element(name, {}, [textElement('name', byline.name)]));
  return element('entry', { 'xml:lang': document.language }, [
    textElement('id', uriOf(document, id)),
    guidOf(document.guid),
    element('title', { type: 'text' }, document.headline),
    url === null ? '' : element('link', { rel: 'alternate', type: 'text/html', href: url }),
    textElement('published', publishedAt),
    textElement('updated', modifiedAt ?? publishedAt ?? ingestedAt),
    ...people((role) => role === 'author', 'author'),
    ...people((role) => role !== 'author', 'contributor'),
    textElement('dc:publisher', document.publisher),
    ...categoriesOf(document),
    textElement('rights', document.copyrightNotice),
    isUri(document.usageTerms) ? element('link', { rel: 'license', href: document.usageTerms }) : '',
    ...document.images.map(picture),
    ...document.associations.map(({ uri, type, headline }) =>
      isUri(uri) && (type === 'audio' || type === 'video')
        ? element('link', { rel: 'enclosure', href: uri, type: `${type}/*`, title: headline })
        : '',
    ),
    ...textsOf(document, body),
  ]);
}

/** What is no URI can't be the entry's id. */
function guidOf(guid: string | null): string {
  return guid === null || isUri(guid) ? '' : textElement('dc:identifier', guid);
}

/** A section and the kind of a subject are told by schema.org's names as schemes. */
function categoriesOf({ section, subjects }: NewsDocument): string[] {
  const schema = 'https://schema.org/';
  const kinds = {
    person: 'Person',
    organization: 'Organization',
    place: 'Place',
    event: 'Event',
    topic: null,
  };
  return [
    section === null ? '' : element('category', { term: section, scheme: `${schema}articleSection` }),
    ...subjects.map(({ kind, name, uri }) => {
      const type = kinds[kind];
      return element('category', {
        term: uri ?? name,
        scheme: type && schema + type,
        label: uri === null ? null : name,
      });
    }),
  ];
}

/** https://www.rssboard.org/media-rss */
function picture({ url, caption, credit }: DocumentImage): string {
  if (url === null) return '';
  return element('media:content', { url, medium: 'image' }, [
    textElement('media:description', caption),
    textElement('media:credit', credit),
  ]);
}

/** What is shown of a stub is its summary. */
function textsOf({ bodyStatus, standfirst, dateline }: NewsDocument, body: string): string[] {
  if (bodyStatus !== 'available') return [textElement('summary', body || standfirst, { type: 'text' })];
  const [first = '', ...rest] = body.split('\n\n');
  const opening = dateline === null ? first : `${dateline.toUpperCase()} — ${first}`;
  const html = [opening, ...rest].map((paragraph) => `<p>${escapeXml(paragraph)}</p>`).join('\n');
  return [textElement('summary', standfirst, { type: 'text' }), element('content', { type: 'html' }, html)];
}
