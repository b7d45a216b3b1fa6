import { parseMarkup } from '../markup/parse-markup.ts';
import type { DeletedItem } from './feed-item.ts';

const NAMESPACE =
  /(?:xmlns:([\w.-]+)|xmlns)\s*=\s*["']https?:\/\/purl\.org\/atompub\/tombstones\/1\.0\/?["']/;

type Draft = { -readonly [Field in keyof DeletedItem]: DeletedItem[Field] };

/** The entries that an Atom feed takes back: https://www.rfc-editor.org/rfc/rfc6721#section-3 */
export function deletedIn(atom: string): DeletedItem[] {
  const declared = NAMESPACE.exec(atom);
  if (!declared) return [];
  const prefix = declared[1] === undefined ? '' : `${declared[1]}:`;
  const entry = `${prefix}deleted-entry`;
  const fields = new Map<string, 'comment' | 'publisher' | 'guid'>([
    [`${prefix}comment`, 'comment'],
    ['dc:publisher', 'publisher'],
    ['dc:identifier', 'guid'],
  ]);
  const found: Draft[] = [];
  let open: Draft | null = null;
  let words: string[] | null = null;
  parseMarkup(
    atom,
    {
      onopentag(name, { ref, when, href }) {
        if (name === entry && ref) {
          open = { ref, when: when ?? null, comment: null, link: null, guid: null, publisher: null };
          found.push(open);
        } else if (open && fields.has(name)) words = [];
        else if (open && /^(?:[\w.-]+:)?link$/.test(name)) open.link ??= href ?? null;
      },
      onclosetag(name) {
        const field = fields.get(name);
        if (open && words && field) {
          open[field] = words.join('').replace(/\s+/g, ' ').trim() || null;
          words = null;
        }
        if (name === entry) open = null;
      },
      ontext: (text) => words?.push(text),
    },
    { xmlMode: true },
  );
  return found;
}
