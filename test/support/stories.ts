/** Invented stories, and how outlets print them: pairs that are one story, and pairs that are not. */

const WIRE = `BRESTOVO, March 4 (KW) — A ferry with 214 people on board ran aground off the island of Tesk before dawn on Tuesday after its steering failed, the coast guard said.

Nobody was killed, but 17 passengers were treated for cuts and broken bones at the hospital in Brestovo, said Ilse Karran, a spokeswoman for the coast guard. Two of them were kept overnight.

The Marwen Star had left Brestovo at 4:40 a.m. and was half an hour into its crossing when the rudder jammed, Karran said. The captain tried to turn the ship with its engines but could not keep it off the reef.

“It was a long, grinding noise and then everything stopped,” said Tam Oddly, a fisherman who was on his way home. “The crew were calm, and so we were calm.”

Lifeboats from Tesk and Orsk took the passengers ashore within two hours. The last to leave was the captain, whose name was not given.

The ferry, built in 1987, had been inspected in November, when 3 faults in its steering were found and repaired, according to the records of the Harbour Board. Its owner, Velm Lines, said that it would help with the inquiry and that the crossing would be served by a smaller ship until further notice.

Mirel Tovan, the minister of transport, called the grounding a warning. “We have been running old ships on hard water for too long,” she said, and promised 40 million crowns for new ones.

Divers were to look at the hull on Wednesday. A spill of some 2,000 litres of fuel had been contained by noon, the coast guard said, and the fishing grounds east of the reef stayed open.`;

const paragraphs = (text: string) => text.split('\n\n');
const untagged = WIRE.replace('BRESTOVO, March 4 (KW) — ', '');

/** Every ninth word or so is another. */
const EDITED = untagged
  .replace(
    'ran aground off the island of Tesk before dawn on Tuesday',
    'hit a reef off the island of Tesk early on Tuesday',
  )
  .replace('Nobody was killed, but', 'No one died, but')
  .replace('were treated for cuts and broken bones', 'had to be treated for cuts and fractures')
  .replace('Two of them were kept overnight.', 'Two stayed overnight.')
  .replace('was half an hour into its crossing when', 'had been under way for half an hour when')
  .replace('could not keep it off the reef', 'failed to keep it clear of the reef')
  .replace('a fisherman who was on his way home', 'a fisherman on his way home')
  .replace('took the passengers ashore within two hours', 'brought everyone ashore within two hours')
  .replace('Its owner, Velm Lines, said that it would help', 'Velm Lines, which owns it, said it would help')
  .replace('called the grounding a warning', 'said the accident was a warning')
  .replace('had been contained by noon', 'was contained by midday');

const FOOTER = `The Orsk Herald is published by Orsk Media of Harbour Street in Orsk and printed by the Velm Press. Letters to the editor may be sent to the address above and may be shortened before they are printed. Readers who have found a mistake are asked to tell the corrections desk, which answers every letter within a week.`;

const SAME_EVENT = `The Marwen Star lay tilted on the rocks east of Tesk on Tuesday while the sea around it filled with orange boats. By breakfast, everyone who had boarded the old ferry in Brestovo was on dry land, wet, shaken and, in seventeen cases, hurt.

Rescuers from two islands had needed no more than a couple of hours. “We train for this and hope that it never comes,” said Olga Reyn, who steered one of the lifeboats. Her crew carried an infant ashore in a fish crate lined with coats.

What made the rudder lock is for investigators to find out. The ship is almost forty years old, and last autumn its steering gear was mended three times over. In parliament the transport minister, Mirel Tovan, asked for money to replace the fleet; the opposition asked why it had taken her six years.

Velm Lines, the owner, will send a smaller vessel from Thursday. Islanders doubt that it can carry their lorries.`;

const SAME_AGENCY_FOLLOW_UP = `BRESTOVO, March 6 (KW) — Divers found a gash of eleven metres in the hull of the ferry Marwen Star on Thursday and advised against towing it before the weekend, the Harbour Board said.

Salvage crews want to pump out the rest of its fuel first, said Ilse Karran, a spokeswoman for the coast guard. A storm that was forecast for Saturday could move the wreck deeper onto the rocks.

The captain was questioned for 5 hours on Wednesday and is not suspected of a crime, prosecutors said. They have seized the log of the ship and letters between Velm Lines and the yard that mended its rudder.

“We have been running old ships on hard water for too long,” Mirel Tovan, the minister of transport, had said after the accident.

The Marwen Star had left Brestovo at 4:40 a.m. on Tuesday when the rudder jammed. All 214 people on board were saved.

Shares of Velm Lines fell 12 percent in Orsk. The company said that it was insured, and that bookings for the summer had not been cancelled in numbers worth mentioning.`;

const BRIEF = `A ferry with 214 people on board ran aground off the island of Tesk before dawn on Tuesday after its steering failed, the coast guard said. Nobody was killed, but 17 passengers were treated for cuts and broken bones at the hospital in Brestovo.`;

const lottery = (day: string, numbers: string, bonus: string, pot: string, winners: string) =>
  `The winning numbers in ${day}’s drawing of the Velm Lottery were ${numbers}. The bonus number was ${bonus}. The drawing was overseen by a notary at the offices of the lottery in Orsk. ${winners} tickets matched all of the numbers. The jackpot for the next drawing is estimated at ${pot} crowns. Tickets are sold at kiosks and post offices in all of Velm until an hour before the drawing. The odds of winning the jackpot are very small, and players are advised to play within their means. Results are checked twice before prizes are paid out.`;

const earnings = (
  company: string,
  quarter: string,
  profit: string,
  share: string,
  sales: string,
  before: string,
) =>
  `${company} on Thursday reported net income of ${profit} million crowns in its ${quarter} quarter. The company, based in Orsk, said that it had profit of ${share} crowns per share. Earnings, adjusted for one-time gains and costs, were in line with what analysts had expected. The company posted revenue of ${sales} million crowns in the period, up from ${before} million a year ago. Its shares have risen since the beginning of the year, while the index of the Orsk exchange has fallen. This story was generated from figures that the company published.`;

const appointment = (who: string, where: string, before: string) =>
  `${who} has been appointed to the board of ${where}, it was said in a statement after the yearly meeting of those who own shares in it. The appointment takes effect at the end of the month, when the member who leaves steps down after many years of service. Before that, ${who} worked for ${before} and taught law to students in the evenings. The board now has as many women as men for the first time since the company was founded by two brothers in a shed behind the railway station.`;

const QUOTES = `“We have been running old ships on hard water for too long.” — Mirel Tovan, minister of transport

“It was a long, grinding noise and then everything stopped.” — Tam Oddly, fisherman

“We train for this and hope that it never comes.” — Olga Reyn, lifeboat crew`;

const REACTIONS = `What people said after the grounding of the Marwen Star, and what it tells about the mood on the islands, collected by our reporters in the harbours of Tesk and Orsk over the course of a long and wet day in which nobody wanted to talk about anything else.

${QUOTES}

Write to us with your own memories of the crossing: we print the best of them on Saturday, and the writer of the longest gets a book about lighthouses.`;

const ANALYSIS = `Why the islands can’t wait for new ferries. The fleet is older than most of those who sail on it, and its repair costs the state more each winter than a new ship would cost over ten years, as the court of auditors has been pointing out since before the present government came in.

${QUOTES}

None of the parties has a plan that adds up. The yards are full, the treasury is not, and the sea will not wait for either. What could be done at once is to rent: two ships lie idle in the south, with crews.`;

export interface StoryPair {
  readonly first: string;
  readonly second: string;
}

export const SAME: Readonly<Record<string, StoryPair>> = {
  'a whole reprint': { first: WIRE, second: WIRE },
  'a reprint by another agency’s tag and dateline': {
    first: WIRE,
    second: `TESK (Orsk Press) – ${untagged}\n\n(Reporting by Ada Brisk in Tesk; Editing by Lone Figure)`,
  },
  'other marks, capitals and spaces': {
    first: WIRE,
    second: untagged.toUpperCase().replace(/[“”]/g, '"').replace(/, /g, ' , ').replace(/ /g, '  '),
  },
  'a text cut at half': { first: WIRE, second: paragraphs(WIRE).slice(0, 4).join('\n\n') },
  'a text cut after a third, edited': { first: WIRE, second: paragraphs(EDITED).slice(0, 4).join('\n\n') },
  'a light edit': { first: WIRE, second: EDITED },
  'a light edit against a cut': { first: EDITED, second: paragraphs(WIRE).slice(0, 5).join('\n\n') },
  'a paragraph added': {
    first: WIRE,
    second: `${untagged}\n\nThe grounding was the third in two years. In 2024 the Orsk Maid hit a pier, and in 2025 the Velm Star lost an anchor in a storm; nobody was hurt in either.`,
  },
  'paragraphs in another order': { first: WIRE, second: paragraphs(untagged).reverse().join('\n\n') },
  'a correction of one figure': { first: WIRE, second: WIRE.replace('17 passengers', '19 passengers') },
  'a footer of the outlet': { first: WIRE, second: `${WIRE}\n\n${FOOTER}` },
};

export const DIFFERENT: Readonly<Record<string, StoryPair>> = {
  'two reports of one event': { first: WIRE, second: SAME_EVENT },
  'an agency’s story and its next one': { first: WIRE, second: SAME_AGENCY_FOLLOW_UP },
  'a story and a brief of it': { first: WIRE, second: BRIEF },
  'one footer': { first: `${SAME_EVENT}\n\n${FOOTER}`, second: `${ANALYSIS}\n\n${FOOTER}` },
  'one list of quotations': { first: REACTIONS, second: ANALYSIS },
  'two drawings of a lottery': {
    first: lottery('Saturday', '4, 11, 19, 23, 38 and 41', '7', '3.2 million', 'No'),
    second: lottery('Wednesday', '2, 9, 16, 27, 33 and 40', '12', '4.1 million', 'Two'),
  },
  'two companies’ results': {
    first: earnings('Velm Lines', 'third', '12.4', '1.21', '210.7', '198.3'),
    second: earnings('Harbour Steel', 'second', '88.0', '0.94', '1,402.6', '1,377.1'),
  },
  'two appointments': {
    first: appointment('Ilse Karran', 'Velm Lines', 'Harbour Steel'),
    second: appointment('Tam Oddly', 'Orsk Media', 'Tesk Mutual'),
  },
  'one company’s results in two quarters': {
    first: earnings('Velm Lines', 'third', '12.4', '1.21', '210.7', '198.3'),
    second: earnings('Velm Lines', 'fourth', '9.8', '0.97', '187.2', '201.5'),
  },
};

export { WIRE };
