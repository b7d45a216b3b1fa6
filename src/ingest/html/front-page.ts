import type { Told } from '../told.ts';

export function isFrontPage({ url }: Told): boolean {
  const address = url === undefined || url === null ? null : URL.parse(url);
  return address !== null && /^\/(?:index\.\w+)?$/.test(address.pathname) && address.search === '';
}
