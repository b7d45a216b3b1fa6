import type { Kysely } from 'kysely';
import type { StoredVersion } from '../../../db/article-write.ts';
import {
  type Candidate,
  type NewReprint,
  type OtherPrinting,
  setArticleMarks,
  setReprints,
} from '../../../db/reprint-write.ts';
import type { Tables } from '../../../db/tables.ts';
import { sameStory } from '../alike/same-story.ts';
import { sketchOf } from '../alike/sketch.ts';
import { type Story, storyOf } from '../alike/story.ts';

/** Candidates come with the likeliest first; behind so many that tell other stories there is none. */
const MOST_OTHERS = 10;

/** Finds who prints the same story. Returns the articles whose reprints changed. Two statements where there is none. */
export async function storeReprints(
  db: Kysely<Tables>,
  article: StoredVersion,
  body: string,
): Promise<OtherPrinting[]> {
  const story = storyOf(body);
  const marks = sketchOf(story);
  if (marks.length === 0 && !article.again) return [];
  const candidates = await setArticleMarks(db, article, marks);
  return setReprints(db, article, reprintsAmong(story, candidates));
}

function reprintsAmong(story: Story, candidates: readonly Candidate[]): NewReprint[] {
  const found: NewReprint[] = [];
  let others = 0;
  for (const { id, body } of candidates) {
    const likeness = sameStory(story, storyOf(body));
    if (likeness)
      found.push({ other_id: id, share_reprinted: likeness.ofFirst, share_taken: likeness.ofSecond });
    else if (++others === MOST_OTHERS) break;
  }
  return found;
}
