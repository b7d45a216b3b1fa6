import type { TestProject } from 'vitest/node';
import type { Connection } from '../../db/client.ts';
import { startTestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly connection: Connection; readonly template: string; readonly prefix: string };
  }
}

/** Once a run, before all test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { connection, template, prefix, stop } = await startTestServer();
  project.provide('postgres', { connection, template, prefix });
  return stop;
}
