import { expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

const quoteIn = (text: string) =>
  rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' }).quotes[0]!;
const names = (parties: readonly { name: string }[]) => parties.map(({ name }) => name);

it('lets nobody be told what he says himself', () => {
  const quote = quoteIn(
    'Gerrit Vandry stood in the dock. Judge Honor Abery read for an hour. “You were not tempted once,” Abery told him.',
  );
  expect([names(quote.speakers), names(quote.addressees)]).toEqual([['Honor Abery'], ['Gerrit Vandry']]);
});

it('leaves a hearer out where nobody else is there', () => {
  const quote = quoteIn('Judge Honor Abery read for an hour. “You were not tempted once,” Abery told him.');
  expect(quote.addressees).toEqual([]);
});

it('names both of whom a plural noun speaks', () => {
  const met = 'Helka Marwen and Dorian Vesk met at Ferrow Castle on Monday.';
  const quote = quoteIn(
    `${met} “From today the river is one river,” the two leaders said in a joint statement.`,
  );
  expect(names(quote.speakers)).toEqual(['Helka Marwen', 'Dorian Vesk']);
});

it('leaves a plural noun unnamed where a third person is named beside the two', () => {
  const met = 'Helka Marwen and Dorian Vesk met Odile Farrant on Monday.';
  const quote = quoteIn(`${met} “From today the river is one river,” the two leaders said.`);
  expect(names(quote.speakers)).toEqual(['the two leaders']);
});

it.each([
  ['“There is no such order,” Edvard Lisle, a spokesman, said in the Oval Hall.', 'in the Oval Hall'],
  ['“There is no such order,” Edvard Lisle said in Lindrow.', 'in Lindrow'],
  [
    '“There is no such order,” Edvard Lisle told reporters on the quay at Kellmouth Palace.',
    'at Kellmouth Palace',
  ],
  ['“There is no such order,” said Edvard Lisle, who holds shares in Norhaven Holding.', null],
  ['Edvard Lisle said a dam at Kessary Bridge would leave the growers without water.', null],
])('tells where it was said: %s', (text, place) => {
  expect(quoteIn(text).place).toBe(place);
});
