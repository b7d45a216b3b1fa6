export type ParsedJson = { readonly value: unknown } | { readonly fault: string };

/** No format of news nests deeper by far; a parser spends fifty bytes and more on each level. */
const DEEPEST = 200;

/** The largest file of news holds some thousand items of some dozen fields. */
const MOST_VALUES = 300_000;

/** JSON that a stranger sent: what is no JSON, or is made to exhaust memory, is a fault in words. */
export function parseJson(text: string): ParsedJson {
  const excess = excessOf(text);
  if (excess !== null) return { fault: excess };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: `no JSON: ${(error as Error).message}` };
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\,[]{}'].map(
  (char) => char.charCodeAt(0),
);

function excessOf(text: string): string | null {
  let depth = 0;
  let values = 1;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > DEEPEST) return `lists and objects nested deeper than ${DEEPEST}`;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
    else if (code === COMMA && ++values > MOST_VALUES) return `more than ${MOST_VALUES} values`;
  }
  return null;
}
