import type { Change, SupportChange } from '../../../db/outbox.ts';
import type { SetQuotes } from '../../../db/quote-write.ts';
import type { OtherPrinting } from '../../../db/reprint-write.ts';
import type { Support } from '../../../db/standing.ts';
import type { StoredVersion } from '../../../db/stored-version.ts';
import type { Id, Visibility } from '../../../db/tables.ts';

/**
 * The article, which a new version does not hide or show, its quotes, which go where its body is withheld from now on, and the
 * articles that print the same story; `reprints` may hold others, too.
 */
export function changesOf(
  { id, again, visibility, text_visibility }: StoredVersion,
  quotes: SetQuotes,
  formerText: Visibility | null,
  reprints: readonly OtherPrinting[],
): Change[] {
  const former = formerText ?? text_visibility;
  const each = (ids: readonly Id[], before: number | null, after: number) =>
    ids.map(
      (row_id): Change => ({ noun: 'quote', row_id, visibility_before: before, visibility_after: after }),
    );
  return [
    {
      noun: 'article',
      row_id: id,
      visibility_before: again ? visibility : null,
      visibility_after: visibility,
    },
    ...each(quotes.created, null, text_visibility),
    ...each(quotes.changed, former, text_visibility),
    ...each(quotes.gone, former, 0),
    ...reprintChanges(
      visibility,
      reprints.filter(({ other_id }) => other_id === id),
    ),
  ];
}

/** Of the articles that print the same story as one of this visibility. */
export function reprintChanges(
  audience: Visibility,
  reprints: readonly Pick<OtherPrinting, 'id' | 'visibility'>[],
): Change[] {
  return reprints.map(({ id, visibility }) => ({
    noun: 'article',
    row_id: id,
    visibility_before: visibility,
    visibility_after: visibility,
    audience,
  }));
}

/** Whom or what the article supports, or did before. */
export function supportChanges(
  noun: SupportChange['noun'],
  { visibility }: StoredVersion,
  support: readonly Support[],
  created: readonly Id[],
): SupportChange[] {
  const fresh = new Set(created);
  return support.map(({ id, articles }) => ({
    noun,
    row_id: id,
    created: fresh.has(id),
    public: visibility === 2 ? articles : 0,
    embargoed: visibility === 1 ? articles : 0,
    audience: visibility,
  }));
}
