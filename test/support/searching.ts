import type { Page } from '../../db/keyset.ts';
import { countSearch, readSearch } from '../../db/search.ts';
import type { Search, SearchType } from '../../db/search-branch.ts';
import { readingsOf } from '../../db/search-question.ts';
import { PUBLIC_VIEWER, type Viewer } from '../../db/visible.ts';
import { reader, type TestDatabase } from './database.ts';

export const ALL_TYPES: readonly SearchType[] = ['article', 'person', 'organization', 'quote', 'event'];

export interface Asked {
  readonly types?: readonly SearchType[];
  readonly language?: string | null;
  readonly viewer?: Viewer;
}

export async function searchFor(
  own: TestDatabase,
  words: string,
  { types = ALL_TYPES, language = null, viewer = PUBLIC_VIEWER }: Asked = {},
) {
  const question = { words, language };
  const as = { ...reader(own), viewer };
  const search: Search = { question, types, readings: await readingsOf(as, question) };
  return {
    read: (page: Partial<Page>) =>
      readSearch(as, search, { limit: 100, backward: false, after: null, before: null, ...page }),
    count: () => countSearch(as, search),
  };
}

export async function found(own: TestDatabase, words: string, asked?: Asked): Promise<string[]> {
  const { items } = await (await searchFor(own, words, asked)).read({});
  return items.map(({ row }) => `${row.noun} ${row.id}`);
}
