import { type Example, examplesAreHere, isRead, newsmlExamples, ninjsExamples } from './agency-examples.ts';

if (!examplesAreHere) {
  console.error(
    'NOTHING WAS MEASURED: the examples of IPTC are not there. Expected ../shared/eval beside the project.',
  );
  process.exit(1);
}
const ninjs = ninjsExamples();
const newsml = newsmlExamples();
const [valid, invalid] = [ninjs.filter(({ isValid }) => isValid), ninjs.filter(({ isValid }) => !isValid)];
const notRead = [...valid, ...newsml].filter((example) => !isRead(example));
const notRefused = invalid.filter(isRead);
console.log(`ninjs, valid and read: ${valid.filter(isRead).length} of ${valid.length}`);
console.log(`ninjs, invalid and refused: ${invalid.length - notRefused.length} of ${invalid.length}`);
console.log(`NewsML-G2, read: ${newsml.filter(isRead).length} of ${newsml.length}`);
for (const { file, suiteSays, isValid } of ninjs) {
  if (suiteSays !== null && suiteSays !== isValid) console.log(`the suite and the schemas disagree: ${file}`);
}
for (const example of notRead) tell('not read', example);
for (const example of notRefused) tell('not refused', example);
process.exit(notRead.length + notRefused.length > 0 ? 1 : 0);

function tell(what: string, { file, results }: Example): void {
  const [first] = results;
  console.error(`${what}: ${file}${first?.kind === 'refused' ? ` (${first.reason}: ${first.message})` : ''}`);
}
