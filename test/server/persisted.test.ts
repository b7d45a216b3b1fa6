import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { documentPreparer } from '../../src/server/documents.ts';
import { type PersistedDocuments, readPersistedDocuments } from '../../src/server/persisted.ts';
import { OPENNESS } from '../../src/server/profile.ts';
import { PERSISTED_PATH } from '../../src/server.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { post, type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;
let documents: PersistedDocuments;

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer(database, { schema, config: { profile: 'trusted' } });
  documents = await readPersistedDocuments(PERSISTED_PATH);
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

it('takes the documents of the generated client from where codegen writes them', async () => {
  const [id, text] = Object.entries(JSON.parse(await readFile(PERSISTED_PATH, 'utf8')))[0] ?? [];
  expect(documents.size).toBeGreaterThan(5);
  expect(documents.get(String(id).replace('sha256:', ''))).toBe(text);
});

it('keeps every document of the generated client within the limits and the schema', () => {
  const prepare = documentPreparer(schema, OPENNESS.trusted);
  expect([...documents.values()].flatMap((text) => prepare(text).errors)).toEqual([]);
});

it('answers a document of the generated client by its id alone', async () => {
  const [hash] = [...documents].find(([, text]) => text.includes('query ErrorCodes')) ?? [];
  const { body } = await post(server.url, { documentId: `sha256:${hash}` });
  expect(body.errors).toBeUndefined();
  expect(body.data).toHaveProperty('errorCodes');
});

it('knows no document where none was generated', async () => {
  expect(await readPersistedDocuments('/nowhere/persisted-documents.json')).toEqual(new Map());
});
