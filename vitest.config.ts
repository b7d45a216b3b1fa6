import { defineConfig } from 'vitest/config';

// A second copy of graphql (the .mjs beside the .js) would not know the first one's errors.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
// Many tests start the commands, each of which would compile all of its modules anew.
const env = { NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/node-compile` };
// A transaction of another test, in whichever database of the server, holds the feed of changes back while it is open.
const expect = { poll: { timeout: 10_000 } };
const globalSetup = './test/support/postgres.ts';

export default defineConfig({
  test: {
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
          maxWorkers: 2,
          // Modules are evaluated once a worker, not once a file: a quarter of the time. Tests leave no state in them.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
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
          maxWorkers: 1,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
