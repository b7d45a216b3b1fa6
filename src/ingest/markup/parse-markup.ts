import { type Handler, Parser, type ParserOptions } from 'htmlparser2';

/** No article is nested deeper, and looking for the element that a closing tag ends costs as much as the depth. */
const DEEPEST = 256;

class TooDeepError extends Error {}

/** Tells the handler of each tag and text, up to where it is nested too deep; false where that is. In linear time. */
export function parseMarkup(markup: string, handler: Partial<Handler>, options: ParserOptions = {}): boolean {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentag(...tag) {
        if (++depth > DEEPEST) throw new TooDeepError();
        handler.onopentag?.(...tag);
      },
      onclosetag(...tag) {
        depth--;
        handler.onclosetag?.(...tag);
      },
    },
    options,
  );
  try {
    parser.end(markup);
    return true;
  } catch (error) {
    if (error instanceof TooDeepError) return false;
    throw error;
  }
}
