/** The BCP 47 tag that a source means by "en", "en_US", "EN-gb"; null for what is none, a language's name for one. */
export function languageTag(text: string | null | undefined): string | null {
  const bare =
    text
      ?.trim()
      .replaceAll('_', '-')
      .split(/[,;\s]/)[0] ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(bare)) return null;
  try {
    return Intl.getCanonicalLocales(bare)[0] ?? null;
  } catch {
    return null;
  }
}
