import type { DocumentImage } from '../document.ts';

const AGENCY =
  '(?:AP|AFP|EPA|PA|UPI|ANP|DPA|TT|NTB|Reuters|Getty(?: Images)?|Bloomberg|Shutterstock|Alamy|Xinhua|Zuma|(?:The )?Associated Press|AP Photo|Handout|Courtesy|File)';
const NAME =
  "\\p{Lu}[\\p{L}\\p{M}.’'-]*(?: (?:\\p{Lu}[\\p{L}\\p{M}.’'-]*|de|da|del|van|von|der|la|le|bin|al|for|via)){0,6}";
const CREDIT = new RegExp(
  `^(?:(?:Photo|Image|Picture|Photograph|Illustration)s?(?: by|:) .+|${NAME}(?: ?/ ?| via | for | \\| )${NAME}.*|(?:${AGENCY})\\b.*)$`,
  'u',
);
const IN_BRACKETS = /^(.*?)\s*[([]([^()[\]]{2,100})[)\]]\.?$/su;
const LABELLED =
  /^(?:(.*[.!?”"’)])\s+|)(?:photo(?:graph|s)?|picture|image|illustration|graphic|photo credit|image credit|credit)(?: by|:)\s*:?\s*(\S.{1,100})$/isu;
const LONGEST = 700;

/** The picture that a line describes or credits; null where the line is no caption. */
export function captionOf(line: string): DocumentImage | null {
  if (line.length > LONGEST) return null;
  const bracketed = IN_BRACKETS.exec(line);
  if (bracketed?.[2] !== undefined && CREDIT.test(bracketed[2])) return image(bracketed[1], bracketed[2]);
  const labelled = LABELLED.exec(line);
  if (labelled?.[2] !== undefined && isCredit(labelled[2])) return image(labelled[1], labelled[2]);
  return null;
}

/** A credit is no sentence. */
function isCredit(words: string): boolean {
  return /^\p{Lu}/u.test(words) && !/\p{Ll}{2}[.!?](?:\s|$)/u.test(words) && words.split(' ').length <= 12;
}

function image(caption: string | undefined, credit: string): DocumentImage {
  const bare = credit.replace(/^(?:Photo|Image|Picture|Photograph|Illustration)s?(?: by|:) /, '').trim();
  return { caption: caption?.trim() ? caption.trim() : null, credit: bare, url: null };
}
