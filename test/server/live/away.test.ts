import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../db/client.ts';
import { schema } from '../../../schema/index.ts';
import { testDatabase } from '../../support/database.ts';
import { type Gate, throughGate } from '../../support/gate.ts';
import { storeTold } from '../../support/store-told.ts';
import { testServer } from '../running.ts';
import { stream } from './streaming.ts';

const ARTICLES =
  'subscription ($after: String) { articleChanged(after: $after) { node { headline quotes { totalCount } } } }';

it('a change that could not be read is not told, and is when the subscriber goes on where it was', async () => {
  const own = await testDatabase();
  const gate: Gate = await throughGate(own.connection);
  let breaksAt: RegExp | null = null;
  const watched = openDatabase({
    connection: gate.connection,
    onStatement(text) {
      if (!breaksAt?.test(text)) return;
      breaksAt = null;
      void gate.shut();
    },
  });
  const server = await testServer({ ...own, db: watched.db, connection: gate.connection }, { schema });
  onTestFinished(async () => {
    await server.stop();
    await gate.close();
    await watched.close();
    await own.close();
  });
  const store = (headline: string) =>
    storeTold(own.db, `Ada Brisk spoke of ${headline}.`, { people: ['Ada Brisk'] }, { headline });

  const heard = await stream(server.url, ARTICLES);
  await expect.poll(heard.lastId).not.toBe(null);
  await store('Dam opens');
  await expect.poll(() => heard.events.length).toBe(1);
  breaksAt = /from "quote"/;
  await store('Ferry late');
  await heard.over;
  expect(heard.events.map(({ event }) => event)).toEqual(['next', 'next', 'complete']);
  expect(heard.events[1]).toMatchObject({
    id: null,
    data: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
  });
  expect(heard.events[1]?.data.data).toBeUndefined();

  await gate.open();
  const again = await stream(server.url, ARTICLES, { after: heard.lastId() });
  onTestFinished(again.leave);
  await expect
    .poll(() => again.events.map(({ data }) => data.data?.articleChanged.node.headline))
    .toEqual(['Ferry late']);
});
