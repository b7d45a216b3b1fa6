import { type Example, examplesAreHere, isRead, newsmlExamples, ninjsExamples } from './agency-examples.ts';

if (!examplesAreHere) {
  console.log('SKIPPED: the examples of IPTC are not at hand.');
} else {
  const ninjs = ninjsExamples();
  const newsml = newsmlExamples();
  const [valid, invalid] = [ninjs.filter(({ isValid }) => isValid), ninjs.filter(({ isValid }) => !isValid)];
  const refused = invalid.filter((example) => !isRead(example));
  console.log(`ninjs, valid and read: ${valid.filter(isRead).length} of ${valid.length}`);
  console.log(`ninjs, invalid and refused: ${refused.length} of ${invalid.length}`);
  console.log(`NewsML-G2, read: ${newsml.filter(isRead).length} of ${newsml.length}`);
  for (const example of valid.filter((each) => !isRead(each))) tell('not read', example);
  for (const example of invalid.filter(isRead)) tell('not refused', example);
  for (const example of newsml.filter((each) => !isRead(each))) tell('not read', example);
  for (const example of ninjs.filter(({ isValid, suiteSays }) => suiteSays !== null && suiteSays !== isValid))
    console.log(`the suite and the schemas disagree: ${example.file}`);
}

function tell(what: string, { file, results }: Example): void {
  const [first] = results;
  console.log(`${what}: ${file}${first?.kind === 'refused' ? ` (${first.reason}: ${first.message})` : ''}`);
}
