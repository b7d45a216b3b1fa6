import { defineConfig } from 'vitest/config';

// A second copy of graphql (the .mjs beside the .js) would not know the first one's errors.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
// What is waited for comes sooner or later: only what hangs takes so long, also on a machine that is ten times slower or busy. A transaction
// of another test, in whichever database of the server, holds the feed of changes back while it is open.
const HANGS_MS = 120_000;
// Many tests start the commands, each of which would compile all of its modules anew.
const env = {
  NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/node-compile`,
  STATEMENT_TIMEOUT_MS: String(HANGS_MS),
};
const expect = { poll: { timeout: HANGS_MS } };
const globalSetup = './test/support/postgres.ts';
const setupFiles = ['./test/support/seed.ts'];

export default defineConfig({
  test: {
    teardownTimeout: HANGS_MS,
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          env,
          expect,
          include: ['test/**/*.test.ts'],
          exclude: ['test/deep/**', '**/node_modules/**'],
          globalSetup,
          setupFiles,
          maxWorkers: 2,
          // Modules are evaluated once a worker, not once a file: a quarter of the time. Tests leave no state in them.
          isolate: false,
          testTimeout: 2 * HANGS_MS,
          hookTimeout: 2 * HANGS_MS,
        },
      },
      {
        resolve,
        test: {
          name: 'deep',
          env,
          expect,
          include: ['test/deep/**/*.test.ts'],
          globalSetup,
          setupFiles,
          maxWorkers: 1,
          testTimeout: 10 * HANGS_MS,
          hookTimeout: 10 * HANGS_MS,
        },
      },
    ],
  },
});
