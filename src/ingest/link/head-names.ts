/** Who made an article without being anybody: "KBRL Staff", "The Associated Press", "Newsroom", "La rédaction". */
const HOUSE =
  /^the \p{Lu}|(?:^|[\s/])(?:staff|news ?room|news ?desk|web ?desk|desk|team|editors|editorial board|correspondents?|reporters?|writers?|news service|agency|agencies|newspaper|associated press|canadian press|reuters|afp|bloomberg|xinhua|redaktion|rédaction|redacción|redazione)$/iu;

export function isHouse(byline: string): boolean {
  return HOUSE.test(byline.trim());
}

const PARTICLE = /^(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|y)$/;
const STAYS = /^(?:[IVX]+|[^AEIOUY]{1,2})$/;

/** A person's name as it is written in running text, where bylines and transcripts print it in capitals: "PETRA VAN DER MEY". */
export function withoutCapitals(name: string): string {
  const words = name.split(' ');
  if (words.length < 2 || /\p{Ll}/u.test(name) || !words.some((word) => /^\p{Lu}{3}/u.test(word)))
    return name;
  return words.map((word, at) => cased(word, at > 0)).join(' ');
}

function cased(word: string, within: boolean): string {
  const small = word.toLowerCase();
  if (within && PARTICLE.test(small)) return small;
  if (STAYS.test(word) || word.includes('.')) return word;
  return small.replace(/(^mc|^|[-’'])(\p{L})/gu, (_, before: string, letter: string) =>
    before === 'mc' ? `Mc${letter.toUpperCase()}` : `${before}${letter.toUpperCase()}`,
  );
}
