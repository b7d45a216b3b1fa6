/** Control characters and the like, which no XML can hold: https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_CHAR = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

type Attributes = Readonly<Record<string, string | null>>;

export function escapeXml(text: string): string {
  return escaped(text, /[&<>\r]/g);
}

function escaped(text: string, chars: RegExp): string {
  return text
    .toWellFormed()
    .replace(NO_CHAR, '')
    .replace(chars, (char) => ESCAPES[char] ?? char);
}

/** An element with text, or with elements that are written already. */
export function element(
  name: string,
  attributes: Attributes,
  content: string | readonly string[] = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    // A parser makes a space of white space in attributes.
    value === null ? [] : ` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`,
  );
  const inside = typeof content === 'string' ? escapeXml(content) : content.join('');
  const start = `<${name}${written.join('')}`;
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

/** '' where there is no text. */
export function textElement(name: string, text: string | null, attributes: Attributes = {}): string {
  return text === null || text === '' ? '' : element(name, attributes, text);
}
