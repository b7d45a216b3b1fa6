import type { Kysely } from 'kysely';
import {
  bodiesOf,
  type NewReprint,
  type OtherPrinting,
  setArticleMarks,
  setReprints,
} from '../../../db/reprint-write.ts';
import type { OfArticle, StoredVersion } from '../../../db/stored-version.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { likenessTo } from '../alike/same-story.ts';
import { sketchOf } from '../alike/sketch.ts';
import { type Story, storyOf } from '../alike/story.ts';

export interface Printed {
  readonly article: StoredVersion;
  readonly body: string;
}

/** Candidates come with the likeliest first; behind so many that tell other stories there is none. */
const MOST_OTHERS = 10;
/** Stories of candidates that are kept for the next article. */
const MOST_KEPT = 200;

/** Finds who prints the same stories. Returns the articles whose reprints changed. Three statements where there are none. */
export async function storeReprints(
  db: Kysely<Tables>,
  printed: readonly Printed[],
): Promise<OtherPrinting[]> {
  const told = printed.flatMap(({ article, body }) => {
    const story = storyOf(body);
    const marks = sketchOf(story);
    return marks.length > 0 || article.again ? [{ article, story, marks }] : [];
  });
  if (told.length === 0) return [];
  const candidates = await setArticleMarks(db, told);
  const stories = new Map<Id, Story>();
  const found: OfArticle<NewReprint>[] = [];
  for (const [i, { article, story }] of told.entries()) {
    for (const reprint of await reprintsAmong(db, story, candidates[i]!, stories))
      found.push({ ...reprint, article_id: article.id });
    if (stories.size > MOST_KEPT) stories.clear();
  }
  const articles = told.map(({ article }) => article);
  return setReprints(db, articles, found);
}

/** One read for each few candidates whose stories are not known yet. */
async function reprintsAmong(
  db: Kysely<Tables>,
  story: Story,
  candidates: readonly Id[],
  stories: Map<Id, Story>,
): Promise<NewReprint[]> {
  const compare = likenessTo(story);
  const found: NewReprint[] = [];
  let others = 0;
  for (let at = 0; at < candidates.length; at += MOST_OTHERS) {
    const few = candidates.slice(at, at + MOST_OTHERS);
    const bodies = await bodiesOf(
      db,
      few.filter((id) => !stories.has(id)),
    );
    for (const [id, body] of bodies) stories.set(id, storyOf(body));
    for (const id of few) {
      const likeness = compare(stories.get(id)!);
      if (likeness)
        found.push({ other_id: id, share_reprinted: likeness.ofFirst, share_taken: likeness.ofSecond });
      else if (++others === MOST_OTHERS) return found;
    }
  }
  return found;
}
