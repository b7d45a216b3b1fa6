import { type Answer, type Asking, head, type Said } from './answer.ts';

/** The floor answers with what is compared, but for moments as text and ids as numbers. */
export const floor: Asking = {
  path: (question) => `/${question}`,
  body: (_question, id) => JSON.stringify({ id }),
  answer: (_question, body) => read(body) as Answer,
};

function read(said: Said): unknown {
  if (Array.isArray(said)) return said.map(read);
  if (typeof said !== 'object' || said === null) return said;
  const values = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, read(value)]));
  if (typeof said.id === 'number') values.id = String(said.id);
  return 'publishedAt' in said ? { ...values, ...head(said) } : values;
}
