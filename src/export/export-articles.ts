import type { ArticleFields } from '../../db/article.ts';
import { type ExportRow, exportPage, positionOf } from '../../db/export.ts';
import type { Logical } from '../../db/filter.ts';
import type { Position } from '../../db/keyset.ts';
import type { Reader } from '../../db/reader.ts';
import { encodeId } from '../../schema/ids.ts';
import type { Exported } from './exported.ts';
import { exportedOf } from './from-row.ts';

const PAGE = 200;

export function exportedRow(row: ExportRow): Exported {
  return exportedOf(row, encodeId('Article', row.id));
}

/** When the newest of these was last changed by its source, or came in; the beginning of time for none. */
export function updatedOf(all: readonly Exported[]): string {
  const moments = all.map((one) =>
    one.kind === 'tombstone'
      ? one.withdrawnAt
      : (one.document.modifiedAt ?? one.document.publishedAt ?? one.ingestedAt),
  );
  return moments.reduce((newest, each) => (each > newest ? each : newest), '1970-01-01T00:00:00Z');
}

/** All that are selected, newest first, in pages: one statement for each, and no more than one in memory. */
export async function* exportedPages(
  reader: Reader,
  filter: Logical<ArticleFields>,
  first: number | null,
): AsyncGenerator<readonly Exported[]> {
  let left = first ?? Number.POSITIVE_INFINITY;
  for (let after: Position | null = null; left > 0; ) {
    const limit = Math.min(PAGE, left);
    const rows = await exportPage(reader, { filter, limit, after });
    if (rows.length > 0) yield rows.map(exportedRow);
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = positionOf(last);
    left -= rows.length;
  }
}
