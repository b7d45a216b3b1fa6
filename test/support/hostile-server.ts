import { schema } from '../../schema/index.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { dataOf } from './graphql.ts';
import { insertWorld } from './world.ts';

export interface HostileServer {
  readonly database: TestDatabase;
  readonly server: TestServer;
  /** Some that it gave out. */
  readonly cursors: readonly string[];
  close(): Promise<void>;
}

/** A real server with all doors open, on an invented world. */
export async function hostileServer(): Promise<HostileServer> {
  const database = await testDatabase();
  await insertWorld(database.db, { articles: 20, people: 5, quotesEach: 2 });
  const config = { profile: 'development', priceCap: 20_000, mostSubscriptions: 100 } as const;
  const server = await testServer(database, { schema, config });
  const { articles, people, changes } = await dataOf(
    database,
    '{ articles { edges { cursor } } people { edges { cursor } } changes { latestCursor } }',
  );
  const edges: { cursor: string }[] = [...articles.edges, ...people.edges];
  return {
    database,
    server,
    cursors: [changes.latestCursor, ...edges.map(({ cursor }) => cursor)],
    async close() {
      await server.stop();
      await database.close();
    },
  };
}
