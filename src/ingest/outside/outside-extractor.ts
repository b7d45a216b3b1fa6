import { gate } from '../gate.ts';
import type { Extractor, OpenExtractor } from '../reading.ts';
import { answerOf } from './answer.ts';
import { type AskOptions, askerOf } from './ask.ts';
import { readingOfAnswer } from './reading-of-answer.ts';

export interface OutsideOptions extends AskOptions {
  /** Texts that are asked about at the same time; a text's time counts from when it is asked about. */
  readonly connections: number;
  /** Reads where the service does not. */
  readonly otherwise: Extractor;
  /** Told of each text that the service did not read. */
  readonly onFailure?: (why: string) => void;
}

/** Of what is asked and how its answer is taken; a change of it is another reading. */
const VERSION = '1';
/** More than a model can look at. */
const LONGEST_CHARS = 200_000;

/** A service of another maker, such as a server of a language model, that reads texts over HTTP. */
export function outsideExtractor({ otherwise, onFailure, ...options }: OutsideOptions): OpenExtractor {
  const asker = askerOf(options);
  const within = gate(options.connections);
  return {
    name: options.model ?? new URL(options.url).host,
    version: VERSION,
    otherwise,
    async read(input) {
      try {
        if (input.text.length > LONGEST_CHARS)
          throw new Error(`wanted at most ${LONGEST_CHARS} characters, got ${input.text.length}`);
        const answer = answerOf(await within(() => asker.ask(input)));
        if (!answer) throw new Error('wanted an answer of the schema, got other JSON');
        return readingOfAnswer(answer, input);
      } catch (error) {
        onFailure?.((error as Error).message);
        throw error;
      }
    },
    close: () => asker.close(),
  };
}
