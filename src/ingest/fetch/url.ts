import { isIP } from 'node:net';
import type { AddressPolicy } from './address.ts';
import { type FetchRefusal, notFetched } from './result.ts';

export interface UrlPolicy {
  readonly addresses: AddressPolicy;
  /** Null allows any port; the standard ones of both schemes are always allowed. */
  readonly ports: readonly number[] | null;
}

/** Beside 80 and 443: what web servers take that may not open those. Others are the ports of mail, shells and databases. */
export const WEB_PORTS: readonly number[] = [80, 443, 8000, 8008, 8080, 8443];

const LONGEST_URL = 4_096;

/** The address, if it is one that may be asked. What its name resolves to is checked where the connection is made. */
export function allowedUrl(printed: string, policy: UrlPolicy, base?: string): URL | FetchRefusal {
  const bad = (message: string) => notFetched('BAD_ADDRESS', shown(printed), message);
  if (printed.length > LONGEST_URL)
    return bad(`wanted an address of at most ${LONGEST_URL} characters, got ${printed.length}`);
  if (!URL.canParse(printed, base)) return bad(`wanted an http or https address, got "${shown(printed)}"`);
  const url = new URL(printed, base);
  url.hash = '';
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return bad(`wanted an http or https address, got one of ${url.protocol}`);
  if (url.username || url.password) return bad('wanted an address without a user and password in it');
  if (url.port && policy.ports && !policy.ports.includes(Number(url.port)))
    return bad(`wanted one of the ports ${policy.ports.join(', ')}, got ${url.port}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 4 && !printsHost(printed, host) && !inheritsHost(printed, base))
    return bad(`wanted a host by its name or as four numbers, got another spelling of ${host}`);
  const why = isIP(host) ? policy.addresses(host) : null;
  if (why)
    return notFetched('PRIVATE_ADDRESS', url, `wanted a host of the public internet, got ${host} (${why})`);
  return url;
}

/** `http://2130706433/`, `http://0x7f.1/` and `http://0177.0.0.1/` are all 127.0.0.1: nobody prints that in good faith. */
function printsHost(printed: string, host: string): boolean {
  return printed.replace(/^[a-z]*:?[\\/\s]*/i, '').startsWith(host);
}

function inheritsHost(printed: string, base: string | undefined): boolean {
  return base !== undefined && !URL.canParse(printed) && !/^\s*[\\/]{2}/.test(printed);
}

function shown(printed: string): string {
  return printed.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200);
}
