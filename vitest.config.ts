import { defineConfig } from 'vitest/config';

// A second copy of graphql (the .mjs beside the .js) would not know the first one's errors.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const globalSetup = './test/support/postgres.ts';

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/deep/**'],
          globalSetup,
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: 'deep',
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
