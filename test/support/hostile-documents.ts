/**
 * Documents that are made to cost the most before they are refused: each stays within all limits but one, or within all of
 * them. `at` is how far: 1 is what the limits take, more is beyond.
 */
export interface HostileFamily {
  readonly name: string;
  make(at: number, salt: number): string;
}

const times = (count: number, part: (index: number) => string, between = ' ') =>
  Array.from({ length: Math.max(0, Math.floor(count)) }, (_, index) => part(index)).join(between);
const nested = (levels: number, open: string, inside: string, close: string) =>
  `${open.repeat(levels)}${inside}${close.repeat(levels)}`;
/** Each text is new to the server, which remembers those it has seen. */
const fresh = (text: string, salt: number) => `${text} #${salt}`;
const BYTES = 65_000;

const family = (name: string, make: (at: number) => string): HostileFamily => ({
  name,
  make: (at, salt) => fresh(make(at).slice(0, BYTES), salt),
});

const ARTICLE = 'id headline body section language';

export const HOSTILE_FAMILIES: readonly HostileFamily[] = [
  family(
    'aliases of one field',
    (at) => `{ articles { nodes { ${times(49 * at, (i) => `a${i}: headline`)} } } }`,
  ),
  family(
    'aliases of pages in pages',
    (at) =>
      `{ ${times(7 * at, (i) => `a${i}: articles(first: 100) { nodes { ${times(6, (j) => `b${j}: quotes(first: 100) { nodes { speakers { ... on Person { quotes { nodes { text } } } } } }`)} } }`)} }`,
  ),
  family('one field over and over', (at) => `{ articles { nodes { ${times(88 * at, () => 'headline')} } } }`),
  family(
    'one field over and over with others below',
    (at) => `{ ${times(50 * at, () => `articles { nodes { ${ARTICLE} } }`)} }`,
  ),
  family(
    'one field with arguments that differ',
    (at) => `{ articles { nodes { ${times(80 * at, (i) => `quotes(first: ${i}) { nodes { text } }`)} } } }`,
  ),
  family(
    'one field with large arguments that are equal',
    (at) =>
      `{ articles { nodes { ${times(80 * at, () => 'quotes(first: 1, after: "a", filter: { or: [{ a: 1 }, { a: [1, 2, 3] }] }) { nodes { text } }')} } } }`,
  ),
  family(
    'few fields with larger arguments that are equal',
    (at) =>
      `{ ${times(29 * at, () => `articles(filter: { or: [${times(11, () => '{ section: "a" }')}] }) { nodes { id } }`)} }`,
  ),
  family(
    'many fields with long strings that are equal',
    (at) =>
      `{ articles { nodes { ${times(80 * at, () => `quotes(after: "${'a'.repeat(740)}") { nodes { text } }`)} } } }`,
  ),
  family(
    'many fields with block strings that are equal',
    (at) =>
      `{ articles { nodes { ${times(80 * at, () => `quotes(after: """${'\n a'.repeat(240)}""") { nodes { text } }`)} } } }`,
  ),
  family(
    'arguments that differ far below',
    (at) =>
      `{ ${times(20 * at, (i) => `articles { nodes { quotes { nodes { article { publisher { articles(first: ${i}) { nodes { id } } } } } } } }`)} }`,
  ),
  family(
    'unknown fields with long names',
    (at) => `{ articles { nodes { ${times(60 * at, (i) => `headlin${'e'.repeat(900)}${i}`)} } } }`,
  ),
  family(
    'unknown fields near known ones',
    (at) => `{ articles { nodes { ${times(900 * at, (i) => `headlin${i}`)} } } }`,
  ),
  family('unknown types near known ones', (at) => `{ ${times(79 * at, (i) => `... on Artcle${i} { id }`)} }`),
  family(
    'unknown arguments',
    (at) => `{ articles(${times(600 * at, (i) => `frst${i}: 1`, ', ')}) { nodes { id } } }`,
  ),
  family(
    'unknown enum values',
    (at) => `{ search(query: "a", types: [${times(1_900 * at, (i) => `ARTICL${i}`)}]) { edges { score } } }`,
  ),
  family(
    'a list of strings where numbers are wanted',
    (at) => `{ articles(first: [${times(1_900 * at, () => '"1"')}]) { nodes { id } } }`,
  ),
  family(
    'an object in an object',
    (at) => `{ articles(filter: ${nested(38 * at, '{ and: [', '{}', '] }')}) { nodes { id } } }`,
  ),
  family(
    'wide objects',
    (at) =>
      `{ articles(filter: { or: [${times(390 * at, (i) => `{ section: "${i}" }`)}] }) { nodes { id } } }`,
  ),
  family(
    'fields of an object that is given twice',
    (at) => `{ articles(filter: { ${times(600 * at, () => 'section: "a"')} }) { nodes { id } } }`,
  ),
  family('lists in lists', (at) => `{ nodes(ids: ${nested(115 * at, '[', '', ']')}) { id } }`),
  family('ids by the thousand', (at) => `{ nodes(ids: [${times(1_950 * at, (i) => `"${i}"`)}]) { id } }`),
  family('one long string', (at) => `{ search(query: "${'a'.repeat(64_000 * at)}") { edges { score } } }`),
  family(
    'escapes in a string',
    (at) => `{ search(query: "${'\\u{1F600}'.repeat(7_000 * at)}") { edges { score } } }`,
  ),
  family(
    'a block string of many lines',
    (at) => `{ search(query: """${'\n a'.repeat(21_000 * at)}""") { edges { score } } }`,
  ),
  family(
    'a block string of quotes',
    (at) => `{ search(query: """${'\\"""'.repeat(15_000 * at)}""") { edges { score } } }`,
  ),
  family(
    'words of other scripts',
    (at) => `{ search(query: "${'\u{1F469}\u200D\u{1F467}'.repeat(5_000 * at)}") { edges { score } } }`,
  ),
  family('one long name', (at) => `{ ${'a'.repeat(64_000 * at)} }`),
  family('long names', (at) => `{ ${times(29 * at, (i) => `${'a'.repeat(2_000)}${i}`)} }`),
  family(
    'long variables',
    (at) => `query (${times(59 * at, (i) => `$${'v'.repeat(500)}${i}: Int`)}) { articles { nodes { id } } }`,
  ),
  family('comments', (at) => `{ __typename } ${times(1_990 * at, () => `#${'x'.repeat(28)}\n`)}`),
  family('commas and blanks', (at) => `{ __typename ${', '.repeat(32_000 * at)} }`),
  family('byte order marks', (at) => `{ __typename ${'\uFEFF'.repeat(21_000 * at)} }`),
  family(
    'a line a token',
    (at) => `{ articles { nodes { ${times(80 * at, () => 'headline\r\n\r\n')} } } ${'\r'.repeat(50_000)} }`,
  ),
  family('unknown characters at the end', (at) => `${times(1_900 * at, (i) => `a${i}`)} \u0000`),
  family('operations', (at) => times(29 * at, (i) => `query Q${i} { articles { nodes { ${ARTICLE} } } }`)),
  family('operations of one name', (at) => times(29 * at, () => 'query Q { __typename }')),
  family(
    'operations that share fragments',
    (at) =>
      `${times(29 * at, (i) => `query Q${i} { ...F0 }`)} ${times(59, (i) => `fragment F${i} on Query { ${i < 58 ? `...F${i + 1}` : '__typename'} __typename }`)}`,
  ),
  family(
    'variables that operations use through fragments',
    (at) =>
      `${times(25 * at, (i) => `query Q${i}($v: Int) { ...F0 }`)} ${times(59, (i) => `fragment F${i} on Query { ${i < 58 ? `...F${i + 1}` : '__typename'} articles(first: $v) { nodes { id } } }`)}`,
  ),
  family(
    'variables that nobody declared',
    (at) =>
      `${times(25 * at, (i) => `query Q${i} { ...F0 }`)} ${times(59, (i) => `fragment F${i} on Query { ${i < 58 ? `...F${i + 1}` : '__typename'} articles(first: $v${i}) { nodes { id } } }`)}`,
  ),
  family(
    'variables that nobody uses',
    (at) => `query (${times(59 * at, (i) => `$v${i}: ArticleFilter`)}) { __typename }`,
  ),
  family(
    'variables of lists of lists',
    (at) => `query ($v: ${nested(115 * at, '[', 'Int', ']')}) { articles(first: $v) { nodes { id } } }`,
  ),
  family(
    'variables used in wrong places',
    (at) =>
      `query ($v: String) { articles(filter: { or: [${times(300 * at, () => '{ language: $v, section: $v }')}] }) { nodes { id } } }`,
  ),
  family(
    'variables with large defaults',
    (at) =>
      `query (${times(20 * at, (i) => `$v${i}: ArticleFilter = { or: [${times(18, () => '{ section: "a" }')}] }`)}) { __typename }`,
  ),
  family(
    'fragments in a circle',
    (at) => `{ ...F0 } ${times(59 * at, (i) => `fragment F${i} on Query { ...F${(i + 1) % 59} }`)}`,
  ),
  family(
    'fragments in many circles',
    (at) =>
      `{ ...F0 } ${times(12 * at, (i) => `fragment F${i} on Query { ${times(12, (j) => `...F${j}`)} }`)}`,
  ),
  family(
    'fragments that double',
    (at) =>
      `{ article(id: "a") { ...F0 } } ${times(8 * at, (i) => `fragment F${i} on Article { a${i}: publisher { articles { nodes { ...F${i + 1} } } } b${i}: publisher { articles { nodes { ...F${i + 1} } } } }`)} fragment F${Math.floor(8 * at)} on Article { id }`,
  ),
  family(
    'fragments that double on one level',
    (at) =>
      `{ article(id: "a") { ...F0 } } ${times(58 * at, (i) => `fragment F${i} on Article { ...F${i + 1} ...F${i + 1} }`)} fragment F${Math.floor(58 * at)} on Article { id }`,
  ),
  family(
    'fragments that double on conditions',
    (at) =>
      `query ($v: Boolean!) { article(id: "a") { ...F0 } } ${times(48 * at, (i) => `fragment F${i} on Article { ...F${i + 1} @include(if: $v) ${i % 2 ? '' : `...F${i + 1}`} }`)} fragment F${Math.floor(48 * at)} on Article { id }`,
  ),
  family(
    'fragments against each other',
    (at) =>
      `{ articles { nodes { ${times(59 * at, (i) => `...F${i}`)} } } } ${times(59 * at, (i) => `fragment F${i} on Article { id headline publisher { id } }`)}`,
  ),
  family(
    'fragments against each other, of fields that differ',
    (at) =>
      `{ articles { nodes { ${times(59 * at, (i) => `...F${i}`)} } } } ${times(59 * at, (i) => `fragment F${i} on Article { f${i}: publisher { id name } g: publisher { id name } }`)}`,
  ),
  family(
    'fragments that nobody uses',
    (at) => `{ __typename } ${times(59 * at, (i) => `fragment F${i} on Article { ${ARTICLE} }`)}`,
  ),
  family(
    'fragments on types that never meet',
    (at) => `{ articles { nodes { ${times(79 * at, () => '... on Person { id }')} } } }`,
  ),
  family('inline fragments in one another', (at) => `{ ${nested(59 * at, '... { ', '__typename', ' }')} }`),
  family(
    'inline fragments of many types',
    (at) =>
      `{ search(query: "a") { edges { node { ${times(15 * at, () => '... on Article { id headline } ... on Person { id name } ... on Quote { id text } ... on Event { id }')} } } } }`,
  ),
  family('levels', (at) => `{ ${nested(5 * at, 'articles { nodes { publisher { ', 'id', ' } } }')} }`),
  family(
    'levels of several types',
    (at) =>
      `{ article(id: "a") { ${nested(4 * at, 'quotes { nodes { speakers { ... on Actor { quotes { nodes { article { ', 'id', ' } } } } } } }')} } }`,
  ),
  family('directives', (at) => `{ __typename ${'@skip(if: true) '.repeat(50 * at)} }`),
  family('unknown directives', (at) => `{ ${times(50 * at, (i) => `__typename @skp${i}`)} }`),
  family('types, where operations are wanted', (at) => times(280 * at, (i) => `type T${i} { a: Int }`)),
  family('types that extend each other', (at) => times(280 * at, () => 'extend type Article { a: Int }')),
  family(
    'a schema of its own',
    (at) =>
      `${times(200 * at, (i) => `directive @d${i} on FIELD`)} ${times(200 * at, (i) => `scalar S${i}`)}`,
  ),
  family(
    'introspection in itself',
    (at) => `{ __schema { types { ${nested(6 * at, 'fields { type { ', 'name', ' } }')} } } }`,
  ),
  family(
    'introspection over and over',
    (at) =>
      `{ ${times(4 * at, (i) => `a${i}: __schema { types { fields { args { type { ofType { name } } } } } }`)} }`,
  ),
  family('brackets that never close', (at) => `{ articles(first: ${'['.repeat(1_900 * at)}`),
  family('braces that never close', (at) => '{ a '.repeat(950 * at)),
  family('a string that never closes', (at) => `{ search(query: "${'a'.repeat(64_000 * at)}`),
  family(
    'a block string that never closes',
    (at) => `{ search(query: """${'"'.repeat(2)}${'a\n'.repeat(30_000 * at)}`,
  ),
  family('numbers', (at) => `{ articles(first: ${'9'.repeat(64_000 * at)}) { nodes { id } } }`),
  family(
    'numbers by the thousand',
    (at) => `{ articles(first: 1${times(1_900 * at, () => '1.5e3')}) { nodes { id } } }`,
  ),
];
