export type ParsedJson = { readonly value: unknown } | { readonly fault: string };

/** No format of news nests deeper by far; a parser spends fifty bytes and more on each level. */
const DEEPEST = 200;

/** JSON that a stranger sent: what is no JSON, or is nested to exhaust memory, is a fault in words. */
export function parseJson(text: string): ParsedJson {
  if (isDeeperThan(DEEPEST, text)) return { fault: `lists and objects nested deeper than ${DEEPEST}` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((char) =>
  char.charCodeAt(0),
);

function isDeeperThan(deepest: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > deepest) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return false;
}
