import { z } from 'zod';
import { EVENT_KINDS } from '../reading.ts';

const words = (description: string) => z.string().min(1).max(100_000).describe(description);
const VERBATIM = 'copied from the text, letter by letter';
const confidence = z.number().min(0).max(1).describe('How sure you are, from 0 to 1.');

const ACTOR = z.strictObject({
  kind: z.enum(['person', 'organization']),
  name: words(`The fullest name that the text has, without titles, ${VERBATIM}.`),
  mentions: z.array(words(`Another form of the name ("Brisk", "NTA"), no pronoun, ${VERBATIM}.`)),
  description: words(`The office or what else the text says of it, ${VERBATIM}.`).nullable(),
  confidence,
});

const AFFILIATION = z.strictObject({
  person: words('Its name in actors.'),
  organization: words('Its name in actors.'),
  role: words('The office.').nullable(),
  words: words(`The words that say so, ${VERBATIM}.`),
  confidence,
});

const QUOTE = z.strictObject({
  kind: z
    .enum(['direct', 'mixed', 'indirect'])
    .describe(
      'direct: a sentence between marks; mixed: part of a sentence between marks; indirect: no marks.',
    ),
  pieces: z
    .array(words(`What was said, without quotation marks, ${VERBATIM}.`))
    .min(1)
    .describe('One; several where the speaker is named between the pieces.'),
  speaker: words(
    `Its name in actors; else the words for an unnamed source ("a senior official"), ${VERBATIM}.`,
  ).nullable(),
  speakerWords: words(`The words that stand for the speaker here ("she", "Brisk"), ${VERBATIM}.`).nullable(),
  cue: words(`The verb or other words that attribute it ("said"), ${VERBATIM}.`).nullable(),
  addressees: z.array(words('To whom it was said, as speaker.')),
  channel: z.enum(['speech', 'call', 'post', 'statement', 'writing']).nullable(),
  confidence,
});

const EVENT = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  status: z.enum(['planned', 'happened', 'cancelled', 'denied']),
  mentions: z.array(words(`Words that name the event ("Thursday's call"), ${VERBATIM}.`)).min(1),
  date: words(`The words that say when, ${VERBATIM}.`).nullable(),
  place: words(`The name of where, ${VERBATIM}.`).nullable(),
  participants: z.array(words('Its name in actors.')),
  confidence,
});

/** What is asked of an outside extractor: words alone, no places in the text, which are found here. */
const ANSWER = z.strictObject({
  actors: z.array(ACTOR),
  affiliations: z.array(AFFILIATION),
  quotes: z.array(QUOTE),
  events: z.array(EVENT),
  places: z.array(words(`A place that the text names, ${VERBATIM}.`)),
});

export type Answer = z.output<typeof ANSWER>;
export type ToldActor = z.output<typeof ACTOR>;
export type ToldAffiliation = z.output<typeof AFFILIATION>;
export type ToldQuote = z.output<typeof QUOTE>;
export type ToldEvent = z.output<typeof EVENT>;

/** JSON Schema of the answer; all fields are required, as strict decoders want it. */
export const ANSWER_SCHEMA: unknown = z.toJSONSchema(ANSWER, { target: 'draft-7' });

/** More of one kind are a machine that repeats itself. */
const MOST = 2_000;

/** The parts of an answer that are as asked; the others are left out, one by one. Null where it is none at all. */
export function answerOf(json: unknown): Answer | null {
  const lists = z.looseObject({}).safeParse(json);
  if (!lists.success || !(Object.keys(ANSWER.shape) as string[]).some((name) => name in lists.data))
    return null;
  const listed = lists.data;
  return {
    actors: partsOf(listed.actors, ACTOR),
    affiliations: partsOf(listed.affiliations, AFFILIATION),
    quotes: partsOf(listed.quotes, QUOTE),
    events: partsOf(listed.events, EVENT),
    places: partsOf(listed.places, ANSWER.shape.places.element),
  };
}

function partsOf<Part extends z.ZodType>(list: unknown, part: Part): z.output<Part>[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST).flatMap((each) => {
    const parsed = part.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
}
