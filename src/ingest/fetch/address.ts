import ipaddr from 'ipaddr.js';

/** Why an address of a machine may not be connected to; null where it may. */
export type AddressPolicy = (address: string) => string | null;

/** Where clouds answer any process of a machine with its keys: never a source of news, even within a network of one's own. */
const METADATA = new Set([
  '169.254.169.254',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
]);
const OF_ONES_OWN: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];
/** https://www.iana.org/assignments/ipv6-address-space: all that is given out for the world. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses of the whole world. */
export const publicAddresses: AddressPolicy = (address) => refusedRange(address, []);

/** Those, and the machine's and its network's own. */
export const privateAddressesToo: AddressPolicy = (address) => refusedRange(address, OF_ONES_OWN);

function refusedRange(address: string, allowed: readonly string[]): string | null {
  const bare = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return 'no address';
  const ip = ipaddr.parse(bare);
  if (METADATA.has(ip.toString())) return 'a metadata service';
  const range: string = ip.range();
  if (allowed.includes(range)) return null;
  if (range !== 'unicast') return RANGES[range] ?? 'reserved';
  return ip.kind() === 'ipv6' && !(ip as ipaddr.IPv6).match(GLOBAL_IPV6) ? 'reserved' : null;
}

/** In words; what is not here is reserved. An address within another one would hide it from this check. */
const RANGES: Readonly<Record<string, string>> = {
  unspecified: 'unspecified',
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
  ipv4Mapped: 'IPv4 within IPv6',
  rfc6145: 'IPv4 within IPv6',
  rfc6052: 'IPv4 within IPv6',
  '6to4': 'IPv4 within IPv6',
  teredo: 'IPv4 within IPv6',
};
