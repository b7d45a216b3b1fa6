/** As http or https; null where it is neither, or relative to nothing. */
export function absolute(address: string | null, base: string | null): string | null {
  if (address === null) return null;
  const url = URL.canParse(address)
    ? new URL(address)
    : base && URL.canParse(address, base)
      ? new URL(address, base)
      : null;
  return url && /^https?:$/.test(url.protocol) ? (URL.canParse(address) ? address : url.href) : null;
}
