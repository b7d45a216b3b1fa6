import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What can be measured, and the data that it needs; those of ours are always there. */
const MEASURES: Readonly<Record<string, string>> = {
  quotes: '../../../shared/eval/quotes',
  indirect: '../../../shared/eval/quotes',
  names: '../../../shared/eval/names',
  pages: '../../../shared/eval/pages',
  agency: '../../../shared/eval/ninjs',
  patterns: '../ingest/find/patterns',
  events: 'stories',
  links: 'stories',
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  console.error(`wanted any of ${Object.keys(MEASURES).join(', ')}; got ${unknown.join(', ')}`);
  process.exit(2);
}

const hasData = (name: string) => existsSync(fileURLToPath(new URL(MEASURES[name] ?? '', import.meta.url)));
const chosen = asked.length > 0 ? asked : Object.keys(MEASURES).filter(hasData);
const without = Object.keys(MEASURES).filter((name) => !hasData(name));
if (asked.length === 0 && without.length > 0)
  console.error(`NOT MEASURED: ${without.join(', ')}. Expected ../shared/eval beside the project.`);
const failed = chosen.filter((name) => {
  if (chosen.length > 1) console.log(`\n# ${name}`);
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return spawnSync(process.execPath, [script], { stdio: 'inherit' }).status !== 0;
});
process.exit(failed.length > 0 ? 1 : 0);
