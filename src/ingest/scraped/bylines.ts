import type { BylineRole, DocumentByline } from '../document.ts';

const NAME_WORD =
  "(?:\\p{Lu}[\\p{L}\\p{M}.’'-]*|[dl][’'](?=\\p{Lu})[\\p{L}\\p{M}’'-]*|de|da|del|della|di|dos|du|la|le|van|von|der|den|ter|al|bin|ibn|y)";
const NAME = new RegExp(`^\\p{Lu}[\\p{L}\\p{M}.’'-]*(?: ${NAME_WORD}){1,5}$`, 'u');
const NO_PERSON =
  /\b(?:staff|correspondents?|reporters?|editors?|writers?|desk|agency|agencies|press|news|newsroom|times|post|wire|herald|courier|today|tribune|journal|service|services|bureau|media|team|editorial|columnist|analyst|reuters|bloomberg)\b/i;
const OUTLET_WORD =
  /\b(?:press|news|newsroom|times|post|wire|herald|courier|today|tribune|journal|agency|gazette|chronicle|clarion|observer|dispatch|examiner|bulletin|telegraph|sentinel|inquirer|ledger|standard|register|daily|weekly|broadcasting|network|media|radio|television|tv|online|magazine|review|reuters|bloomberg)$/i;
const ROLE =
  /^(?:[\p{L}-]+ ){0,4}(?:editor|correspondent|reporter|writer|columnist|analyst|bureau chief|producer|staff)(?:,? (?:in|at|for|of) .{2,30})?$/iu;
const BY =
  /^(?:by|authors?(?=:)|written by|words by|story by|reported by|from|von|par|por)\s*:?\s+(?=\p{Lu})/iu;
const OPENS_SENTENCES = /^(?:von|par|por)\b/i;
const CONTRIBUTED =
  /^(?:[—–-]\s*)?\(?(.{3,300}?) (?:also )?(?:contributed|assisted)(?: (?:to (?:this|the)|reporting|research|with|from|in)\b.{0,120})?\.?\)?$/iu;
const OTHERS_FILES = /^\(?with (?:files|reporting|notes) (?:by|from) (?=the \p{Lu}|\p{Lu})/iu;
const CREDITS =
  /^[([]?(?:with )?(?:additional )?(?:reporting|writing|compiled|report)(?: and (?:writing|photographs))? by /i;
const AGENCY_ROLE =
  /^(?:\p{Lu}[\p{L}.]* ){1,3}(?:staff )?(?:writers?|reporters?|correspondents?|journalists?) (?=\p{Lu})/u;
const AGENCY_SIGN =
  /^[([]?(?:reuters|ap|afp|dpa|apa|sda|ats|efe|ansa|belga|pa media)(?:[/,] ?[\p{L}.]{1,8}){0,3}[)\]]?$/iu;
const LONGEST = 400;

/** The authors of a line that is a byline ("By A and B", "By Priya Solane | Halvary Today"); none for any other. */
export function bylineNames(line: string): string[] {
  if (line.length > LONGEST || !BY.test(line)) return [];
  const names = namesIn(line.replace(BY, '').split(/\s*[|·•]\s*/)[0] ?? '');
  const isSentence = /[.!?]$/.test(line) && (OPENS_SENTENCES.test(line) || line.split(' ').length > 12);
  return isSentence ? [] : names;
}

/** The outlet that a byline names behind its authors: "By Anna Karst, Kestrel Wire", "By Anna Karst | Kestrel Wire". */
export function bylineOutlet(line: string): string | null {
  if (!BY.test(line)) return null;
  const pieces = line.replace(BY, '').split(/\s*[,|·•]\s*|\s+(?:of|for|at|[/–—-])\s+(?:the\s+)?(?=\p{Lu})/u);
  return pieces.slice(1).find((piece) => isOutletName(piece) && !isRole(piece)) ?? null;
}

/** True for names that end in what outlets are called, or open with "The". */
export function isOutletName(name: string): boolean {
  return name.length <= 60 && /^\p{Lu}/u.test(name) && (OUTLET_WORD.test(name) || /^The \p{Lu}/u.test(name));
}

export function isRole(line: string): boolean {
  return line.length <= 60 && ROLE.test(line);
}

export function isName(line: string): boolean {
  return NAME.test(line) && !NO_PERSON.test(line);
}

/** "Natalia and Tobin contributed to this report." */
export function contributorNames(line: string): string[] {
  const match = line.length > LONGEST ? null : CONTRIBUTED.exec(line);
  return match?.[1] === undefined ? [] : namesIn(match[1]);
}

/** An agency's closing credits: "(Reporting by A in B; additional reporting by C; Editing by D)"; null for other lines. */
export function agencyCredits(line: string): DocumentByline[] | null {
  if (line.length > LONGEST || !CREDITS.test(line)) return null;
  const parts = line.replace(/^[([]|[)\].\s]+$/g, '').split(/\s*;\s*/);
  return parts.flatMap((part) => {
    const [, task = '', people = ''] = /^(.*?)\bby (.+)$/i.exec(part) ?? [];
    if (/edit/i.test(task)) return [];
    const role: BylineRole = /additional|contribut/i.test(task) ? 'contributor' : 'author';
    return namesIn(people).map((name) => ({ name, role }));
  });
}

/** "With files from The Canadian Press", and the initials below a text, "(dpa/hb)": whose it is in part, and nobody's name. */
export function isAgencyLine(line: string): boolean {
  return line.length <= 100 && (OTHERS_FILES.test(line) || AGENCY_SIGN.test(line));
}

/** A line that is nothing but names: "Ana Kolter, Piers Handel", or says who one is: "Ana Kolter covers the valley." */
export function writerNames(line: string): string[] {
  const bio = /^(.{3,60}?),? (?:is|covers|writes|reports|has|joined|works|was)\b/.exec(line)?.[1];
  const names = namesIn(bio ?? line);
  const pieces = (bio ?? line).split(/\s*(?:,|;|&|\band\b)\s*/).filter((piece) => piece !== '');
  return names.length === pieces.length ? names : [];
}

/** The names of a list as printed; what is a place, a role or an outlet is left out. */
function namesIn(list: string): string[] {
  return list
    .replace(/[.\s]+$/, '')
    .split(/\s*(?:,|;|&|\b(?:and|with|und|et)\b)\s*/)
    .map((piece) =>
      piece
        .replace(AGENCY_ROLE, '')
        .replace(/\s+(?:in|at|for|from|of)\s+(?:the\s+)?\p{Lu}.*$/u, '')
        .trim(),
    )
    .filter((piece) => isName(piece) && !(OUTLET_WORD.test(piece) || /^The /.test(piece)));
}
