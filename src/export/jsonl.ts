import type { NewsDocument } from '../ingest/document.ts';
import type { Exported } from './exported.ts';

/** A line in the fields of `NewsDocument`, or `{"retracted": …}`: https://jsonlines.org */
export function toJsonLine(exported: Exported): string {
  return exported.kind === 'tombstone'
    ? JSON.stringify({ retracted: exported.retraction })
    : JSON.stringify(said(exported.document));
}

/** What a field left out means is what `newsDocument` makes of it. */
function said(document: NewsDocument): object {
  const fields = Object.entries(document).filter(
    ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(fields);
}
