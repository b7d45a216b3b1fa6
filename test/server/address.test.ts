import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, trustedProxies } from '../../src/server/address.ts';

const request = (remoteAddress: string, forwardedFor?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwardedFor } }) as unknown as IncomingMessage;
const trusted = trustedProxies(['10.0.0.0/8', '2001:db8:ffff::/48', '192.0.2.7']);

describe('the address of a request', () => {
  it.each([
    ['of the socket', '203.0.113.5', undefined, '203.0.113.5'],
    ['of IPv4 in IPv6', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['of IPv6, its network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['not what a stranger forwards', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['what a trusted proxy forwards', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['what a single trusted address forwards', '192.0.2.7', '198.51.100.1', '198.51.100.1'],
    [
      'the last that no trusted proxy vouches for',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1, 10.9.9.9',
      '198.51.100.1',
    ],
    ['with a port', '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
    ['in brackets', '10.1.2.3', '[2001:db8:1:2::9]:4711', '2001:db8:1:2::/64'],
    ['of the proxy, where what it forwards is none', '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['of nobody, where the socket is gone', '', undefined, 'unknown'],
  ])('is that %s', (_, remote, forwarded, address) => {
    expect(addressOf(request(remote, forwarded), trusted)).toBe(address);
  });

  it('is never what is forwarded where nobody is trusted', () => {
    expect(addressOf(request('127.0.0.1', '198.51.100.1'), trustedProxies([]))).toBe('127.0.0.1');
  });
});
