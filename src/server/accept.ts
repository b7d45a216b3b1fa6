import type { IncomingMessage } from 'node:http';

const SPOKEN =
  /^\s*(\*\/\*|application\/(\*|json|graphql-response\+json)|text\/(\*|event-stream)|multipart\/(\*|mixed))\s*(;|$)/;

/** Whether an answer can be put in a form that the client takes. A mutation whose answer nobody can read must not happen. */
export function acceptsAnswer({ headers }: IncomingMessage): boolean {
  const ranges = (headers.accept ?? '*/*').toLowerCase().split(',');
  return ranges.some((range) => SPOKEN.test(range));
}
