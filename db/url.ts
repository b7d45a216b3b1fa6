/** An address as it is compared: without fragment and the tags by which readers are counted. Null for what is none. */
export function canonicalUrl(printed: string): string | null {
  if (!URL.canParse(printed)) return null;
  const url = new URL(printed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  const counted = [...url.searchParams.keys()].filter((key) =>
    /^(utm_\w+|fbclid|gclid|mc_[ce]id)$/i.test(key),
  );
  for (const key of counted) url.searchParams.delete(key);
  return url.href;
}
