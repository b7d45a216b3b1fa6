import { writeFileSync } from 'node:fs';
import { failureLines, judgedPatterns } from '../support/pattern-claims.ts';
import { KNOWN_FAILURES } from '../support/pattern-failures.ts';
import { wilson } from './intervals.ts';

/** `--write` sets the list of known failures to what fails now. */
const articles = judgedPatterns();
for (const { name, patterns, claims } of articles) {
  const failed = claims.filter(({ holds }) => !holds);
  if (failed.length > 0) console.log(`\n${name} (${patterns})`);
  for (const { what, wanted, got } of failed) console.log(`  ${what}: wanted ${wanted}, got ${got}`);
}
const claims = articles.flatMap((article) => article.claims);
const right = claims.filter(({ holds }) => holds).length;
const [from, to] = wilson(right, claims.length).map((share) => (100 * share).toFixed(1));
const whole = articles.filter((article) => article.claims.every(({ holds }) => holds)).length;
console.log(`\n${right} of ${claims.length} claims hold (95 % interval ${from} to ${to} %),`);
console.log(`${whole} of ${articles.length} articles are right in all`);
if (process.argv.includes('--write'))
  writeFileSync(
    KNOWN_FAILURES,
    failureLines(articles)
      .map((line) => `${line}\n`)
      .join(''),
  );
