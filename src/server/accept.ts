import type { IncomingMessage } from 'node:http';
import { textCache } from './text-cache.ts';

const SPOKEN =
  /^(\*\/\*|application\/(\*|json|graphql-response\+json)|text\/(\*|event-stream)|multipart\/(\*|mixed))$/;

/** Whether an answer can be put in a form that the client takes. A mutation whose answer nobody can read must not happen. */
export function acceptsAnswer({ headers }: IncomingMessage): boolean {
  return known.getOrMake(headers.accept ?? '*/*', isSpoken);
}

const known = textCache<boolean>({ entries: 200, chars: 20_000 });
const isSpoken = (accept: string): boolean => rangesIn(accept).some((range) => SPOKEN.test(range));

/** The media types that are taken, in their order, whatever their weight; none that is wanted in another charset than ours. */
export function rangesIn(accept: string): string[] {
  return accept
    .replace(/\s/g, '')
    .toLowerCase()
    .split(',')
    .flatMap((range) => {
      const [type = '', ...parameters] = range.split(';');
      const charset = parameters.find((parameter) => parameter.includes('charset='));
      return charset === undefined || charset === 'charset=utf-8' ? [type] : [];
    });
}
