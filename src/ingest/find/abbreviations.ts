const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mx dr prof sen sens rep reps gov govs gen col lt maj sgt capt cmdr adm pvt cpl rev fr hon jr sr st ' +
    'del atty supt det insp pres sec amb dist ald no vs etc inc corp co ltd jan feb mar apr aug sept sep oct nov dec ' +
    'mass calif conn fla ariz tenn wash minn mich wis ill ind okla ore colo ala ark ga ky pa va vt mo mont neb nev'
  ).split(' '),
);

/** A word after which a full stop belongs to the word: "Sen.", "Mr.", an initial. Expects the word without its stop. */
export function isAbbreviation(word: string): boolean {
  const first = word[0] ?? '';
  if (word.length === 1) return first !== 'I' && first >= 'A' && first <= 'Z';
  return first === first.toUpperCase() && ABBREVIATIONS.has(word.toLowerCase());
}
