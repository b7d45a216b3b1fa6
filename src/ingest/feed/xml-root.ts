export interface XmlRoot {
  /** Of the first element, in lower case and without its prefix. */
  readonly name: string;
  /** Where it begins; before it stand white space, instructions, comments and the DOCTYPE alone. */
  readonly index: number;
}

/** Null for what does not begin as XML does. */
export function xmlRootOf(text: string): XmlRoot | null {
  let at = nextAfter(text, 0);
  while (text.startsWith('<?', at) || text.startsWith('<!', at)) {
    const end = endOfMarkup(text, at);
    if (end === -1) return null;
    at = nextAfter(text, end);
  }
  const [, name] = /^<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/.exec(text.slice(at, at + 200)) ?? [];
  return name === undefined ? null : { name: name.toLowerCase(), index: at };
}

function nextAfter(text: string, at: number): number {
  const space = /\s*/y;
  space.lastIndex = at;
  space.exec(text);
  return space.lastIndex;
}

function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<?', at)) return after(text, '?>', at);
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  const end = after(text, '>', at);
  const subset = text.indexOf('[', at);
  return subset === -1 || subset > end ? end : after(text, '>', text.indexOf(']', subset));
}

function after(text: string, mark: string, from: number): number {
  const at = from === -1 ? -1 : text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}
