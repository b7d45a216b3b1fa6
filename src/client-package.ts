/** Makes a package that other projects install of the folder that the compiler has just written: `dist/client`, or the one named. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = process.argv[2] ?? join(root, 'dist/client');
const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const manifest = {
  name: 'newsgraph-client',
  version: own.version,
  description: 'Typed client of Newsgraph',
  license: own.license,
  type: 'module',
  sideEffects: false,
  exports: {
    '.': { types: './index.d.ts', default: './index.js' },
    './schema.graphql': './schema.graphql',
    './persisted-documents.json': './persisted-documents.json',
  },
  dependencies: {
    '@graphql-typed-document-node/core': own.devDependencies['@graphql-typed-document-node/core'],
  },
};

await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
await copyFile(join(root, 'schema/schema.graphql'), join(target, 'schema.graphql'));
await copyFile(
  join(root, 'src/client/generated/persisted-documents.json'),
  join(target, 'persisted-documents.json'),
);
