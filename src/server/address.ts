import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { textCache } from './text-cache.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** The proxies whose word is taken for where a request comes from. */
export type TrustedProxies = readonly Network[];

/** `10.0.0.0/8`, `::1`: networks, or single addresses. Throws at what is neither. */
export function trustedProxies(networks: readonly string[]): TrustedProxies {
  return networks.map((text) => {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

export function isNetwork(text: string): boolean {
  return text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text);
}

/**
 * Where a request comes from. What `X-Forwarded-For` says is taken from proxies that are trusted alone, from the right: anybody
 * may have written what stands further left. An IPv6 network of 64 bits is one, since whoever has one address has them all.
 */
export function addressOf(req: IncomingMessage, trusted: TrustedProxies): string {
  const { remoteAddress = '' } = req.socket;
  if (trusted.length === 0) return peers.getOrMake(remoteAddress, (text) => named(parsed(text)));
  const forwarded = forwardedFor(req);
  let address = parsed(remoteAddress);
  while (address && forwarded.length > 0 && isTrusted(address, trusted)) {
    const next = parsed(forwarded.pop() as string);
    if (!next) break;
    address = next;
  }
  return named(address);
}

/** A connection's every request comes from the same address. */
const peers = textCache<string>({ entries: 1_000, chars: 50_000 });

function forwardedFor({ headers }: IncomingMessage): string[] {
  const header = headers['x-forwarded-for'] ?? '';
  return (Array.isArray(header) ? header.join() : header).split(',').filter((part) => part.trim() !== '');
}

/** With or without a port and brackets. */
function parsed(text: string): Address | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function isTrusted(address: Address, trusted: TrustedProxies): boolean {
  return trusted.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

function named(address: Address | null): string {
  if (!address) return 'unknown';
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`);
  return `${network.toString()}/64`;
}
