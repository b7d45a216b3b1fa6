/** Who may import whom; `docs/dependencies.md` has the packages. Type imports count. */
const arrow = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const OURS = '^(src|schema|db|test)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    arrow('no-cycles', 'Two files that need each other are one.', {}, { circular: true }),
    arrow('resolvable', 'Every import leads to a file.', {}, { couldNotResolve: true }),
    arrow(
      'db-alone',
      'The database knows nothing of who asks.',
      { path: '^db/' },
      { path: OURS, pathNot: '^db/' },
    ),
    arrow(
      'schema-to-db',
      'The schema reads through db.',
      { path: '^schema/' },
      { path: OURS, pathNot: '^(schema|db)/' },
    ),
    arrow(
      'ingest-alone',
      'Readers and finders are pure; linking and storing end in db.',
      { path: '^src/ingest/' },
      { path: OURS, pathNot: '^(src/ingest|db)/' },
    ),
    arrow(
      'finding-is-pure',
      'What is read from a text depends on the text alone.',
      { path: '^src/ingest/(find|alike|scraped|markup|agency|html|json-ld|feed|ninjs|newsml|jsonl)/' },
      { path: '^(db|src/ingest/(link|store))/|^src/ingest/link-and-store' },
    ),
    arrow(
      'storing-is-not-linking',
      'What is stored says who decided; storing asks nobody.',
      { path: '^src/ingest/store/' },
      { path: '^src/ingest/link/' },
    ),
    arrow(
      'export-from-db',
      'What is written says what the database holds, in the shape that readers fill.',
      { path: '^src/export/' },
      {
        path: OURS,
        pathNot:
          '^(src/export/|src/(whole-file|until-stopped)\\.ts$|db/|src/ingest/document\\.ts$|schema/ids\\.ts$)',
      },
    ),
    arrow(
      'backup-of-rows',
      'A backup is of rows, whatever they mean.',
      { path: '^src/backup/' },
      { path: OURS, pathNot: '^(src/backup/|src/(whole-file|until-stopped)\\.ts$|db/)' },
    ),
    arrow(
      'following-to-ingest',
      'What is followed is ingested; it knows nothing of who queues it.',
      { path: '^src/follow/' },
      { path: OURS, pathNot: '^(src/(follow|ingest)|db)/' },
    ),
    arrow(
      'jobs-to-following',
      'A job follows feeds or lifts embargoes; what serves knows nothing of it.',
      { path: '^src/jobs/' },
      { path: OURS, pathNot: '^(src/(jobs|follow|ingest)|db)/' },
    ),
    arrow(
      'server-to-schema-and-db',
      'The server is told how to ingest; it does not know the ingest.',
      { path: '^src/server(/|\\.ts$)' },
      { path: '^src/(ingest|follow|jobs)/' },
    ),
    arrow(
      'observing-is-told',
      'What counts is told by those who do; it knows none of them.',
      { path: '^src/observe/' },
      { path: OURS, pathNot: '^(src/observe|db)/' },
    ),
    arrow(
      'client-alone',
      'A client speaks HTTP.',
      { path: '^src/client/' },
      { path: OURS, pathNot: '^src/client/' },
    ),
    arrow('not-to-test', 'What serves does not need its tests.', { pathNot: '^test/' }, { path: '^test/' }),
    arrow(
      'declared',
      'What is imported is in package.json.',
      { path: OURS },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    arrow(
      'no-tools-in-production',
      'What serves runs without the tools of development.',
      { path: '^(src|schema|db)/', pathNot: TOOLS() },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The peers of the benchmark have packages of their own, which are installed when they are measured.
    exclude: { path: '^node_modules/.bin|^\\.data|^dist|^test/bench/peers' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};

function TOOLS() {
  return '^src/codegen-check\\.ts|^src/client-package\\.ts|^schema/check-breaking\\.ts';
}
