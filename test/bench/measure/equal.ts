import { isDeepStrictEqual } from 'node:util';
import { type Answer, QUESTIONS, type Question } from '../ask/answer.ts';
import type { Asked } from '../data/asked.ts';
import { ask } from './load.ts';
import type { Server } from './servers.ts';

/** Of each question. */
const IDS_AT_MOST = 20;

/** How many answers of each question were compared. Throws at the first that differs, and at one that says nothing. */
export async function compareAnswers(
  servers: readonly Server[],
  asked: Asked,
): Promise<Record<Question, number>> {
  const compared = { Q1: 0, Q2: 0, Q3: 0, Q4: 0 };
  for (const question of Object.keys(QUESTIONS) as Question[]) {
    for (const id of asked[question].slice(0, IDS_AT_MOST)) {
      const answers = await Promise.all(
        servers.map(async (server) => ({
          title: server.title,
          answer: await answerOf(server, question, id),
        })),
      );
      const [first, ...others] = answers;
      if (!first || !isAnswer(first.answer))
        throw new Error(`${question} of ${id}: ${first?.title} answers nothing`);
      for (const other of others) {
        if (!isDeepStrictEqual(first.answer, other.answer))
          throw new Error(`${question} of ${id}: ${difference(first, other)}`);
      }
      compared[question]++;
    }
  }
  return compared;
}

async function answerOf({ pool, asking }: Server, question: Question, id: string | null): Promise<Answer> {
  const text = await ask(pool, asking.path(question), asking.body(question, id));
  return asking.answer(question, JSON.parse(text));
}

function isAnswer(answer: Answer): boolean {
  return answer !== null && (!Array.isArray(answer) || answer.length > 0);
}

interface Titled {
  readonly title: string;
  readonly answer: unknown;
}

/** The first place where two answers part. */
export function difference(one: Titled, other: Titled): string {
  const [a, b] = [JSON.stringify(one.answer), JSON.stringify(other.answer)];
  const at = [...a].findIndex((_, i) => a[i] !== b[i]);
  const around = (text: string) => (at < 0 ? text.slice(-80) : text.slice(Math.max(0, at - 60), at + 60));
  return `${one.title} answers …${around(a)}…, ${other.title} …${around(b)}…`;
}
