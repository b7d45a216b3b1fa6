const WIKIDATA = /^https?:\/\/(?:www\.|m\.)?wikidata\.org\/(?:wiki|entity)\/(Q\d+)$/i;

/** The identifier of a concept, the many addresses of a Wikidata item as one. */
export function conceptUri(uri: string): string {
  const item = WIKIDATA.exec(uri)?.[1];
  return item ? `https://www.wikidata.org/entity/${item.toUpperCase()}` : uri;
}

/** A code in a vocabulary, as one identifier. Null where both say nothing. */
export function codedUri(scheme: string | null, code: string | null): string | null {
  if (code === null) return null;
  if (scheme === null || /^[a-z][a-z0-9+.-]*:\/\//i.test(code)) return conceptUri(code);
  return conceptUri(/[/#:=?&]$/.test(scheme) ? `${scheme}${code}` : `${scheme}/${code}`);
}
