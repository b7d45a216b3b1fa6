import DataLoader from 'dataloader';
import * as reads from './reads.ts';

type Lists<R> = (ids: readonly string[], first: number) => Promise<R[][]>;

/** DataLoaders of one request. A list with another length is another loader. */
export function loadersOfRequest() {
  const lists = new Map<string, DataLoader<string, unknown>>();
  const list =
    <R>(name: string, read: Lists<R>) =>
    (id: string, first: number): Promise<R[]> => {
      const key = `${name} ${first}`;
      let loader = lists.get(key) as DataLoader<string, R[]> | undefined;
      if (!loader) {
        loader = new DataLoader((ids: readonly string[]) => read(ids, first));
        lists.set(key, loader);
      }
      return loader.load(id);
    };
  return {
    article: new DataLoader(reads.articlesByIds),
    actor: new DataLoader(reads.actorsByIds),
    event: new DataLoader(reads.eventsByIds),
    speakers: new DataLoader(reads.speakersOfQuotes),
    quotesOfArticle: list('quotes of articles', reads.quotesOfArticles),
    quotesOfSpeaker: list('quotes of speakers', reads.quotesOfSpeakers),
    people: list('people', (ids, first) => reads.namedInArticles(ids, 'person', first)),
    organizations: list('organizations', (ids, first) => reads.namedInArticles(ids, 'organization', first)),
    affiliations: list('affiliations', reads.affiliationsOfPeople),
    articlesOfEvent: list('articles of events', reads.articlesOfEvents),
  };
}

export type Loaders = ReturnType<typeof loadersOfRequest>;
