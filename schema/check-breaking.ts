/** Fails where the committed schema breaks documents that the one before it answered. `SCHEMA_BASE` names another one before it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaChanges } from './breaking.ts';
import { baseSchema } from './breaking-base.ts';

const root = process.argv[2] ?? join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const base = baseSchema(root, process.env.SCHEMA_BASE);

if (!base) {
  console.warn(
    'NOT CHECKED for breaking changes: Git knows no earlier schema. Set SCHEMA_BASE to a revision.',
  );
} else {
  const { breaking, accepted, dangerous } = schemaChanges(
    base.sdl,
    read('schema/schema.graphql'),
    read('docs/breaking-changes.md'),
  );
  for (const change of dangerous) console.warn(`dangerous  ${change}`);
  for (const change of accepted) console.warn(`accepted   ${change}`);
  for (const change of breaking) console.error(`BREAKING   ${change}`);
  console.log(`Compared with the schema at ${base.name}: ${breaking.length} breaking changes.`);
  if (breaking.length > 0) {
    console.error(
      'Take them back, or write each into docs/breaking-changes.md as it stands here, with its reason.',
    );
    process.exitCode = 1;
  }
}
