import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy } from './address.ts';

/** An address that the policy refuses, found where a connection was about to be made. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
  readonly code = 'ERR_REFUSED_ADDRESS';
}

export interface ConnectOptions {
  readonly addresses: AddressPolicy;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  /** The system's resolver by default. */
  readonly lookup?: LookupFunction;
}

/**
 * One connection a host. The policy is asked about the addresses that a name resolves to, in the very lookup whose answer is
 * connected to, so that a name which answers differently the next time gains nothing; and once more about the peer.
 */
export function politeAgent(options: ConnectOptions): Agent {
  const { addresses, connectTimeoutMs, headersTimeoutMs, bodyTimeoutMs } = options;
  const lookup = checkedLookup(options.lookup ?? (systemLookup as LookupFunction), addresses);
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup, allowH2: false });
  return new Agent({
    connections: 1,
    pipelining: 1,
    allowH2: false,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
    keepAliveMaxTimeout: 30_000,
    connect(asked, callback) {
      connect(asked, (error, socket) => {
        if (error) return callback(error, null);
        const why = addresses(socket.remoteAddress ?? '');
        if (why === null) return callback(null, socket);
        socket.destroy();
        callback(refusal(asked.hostname, socket.remoteAddress ?? 'nothing', why), null);
      });
    },
  });
}

/** A name of which one address is refused is refused whole: whoever points it inside wants something inside. */
function checkedLookup(lookup: LookupFunction, addresses: AddressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      if (error) return callback(error, found, family);
      for (const address of typeof found === 'string' ? [found] : found.map((each) => each.address)) {
        const why = addresses(address);
        if (why !== null) return callback(refusal(hostname, address, why), found, family);
      }
      callback(null, found, family);
    });
  };
}

function refusal(host: string, address: string, why: string): RefusedAddress {
  return new RefusedAddress(`wanted a host of the public internet, got ${host} at ${address} (${why})`);
}
