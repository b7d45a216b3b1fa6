import { describe, expect, it } from 'vitest';
import { privateAddressesToo, publicAddresses } from '../../../src/ingest/fetch/address.ts';
import { allowedUrl, WEB_PORTS } from '../../../src/ingest/fetch/url.ts';

const OWN = [
  '127.0.0.1',
  '127.8.8.8',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  'fc00::1',
  'fd12::1',
];
const NEVER = [
  '0.0.0.0',
  '0.1.2.3',
  '169.254.0.1',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  'paper.example',
  '',
];

describe('addresses', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111'])('%s may be asked', (address) => {
    expect(publicAddresses(address)).toBeNull();
  });

  it.each(OWN)('%s may be asked only where private ones are allowed', (address) => {
    expect(publicAddresses(address)).not.toBeNull();
    expect(privateAddressesToo(address)).toBeNull();
  });

  it.each(NEVER)('"%s" is never asked', (address) => {
    expect(publicAddresses(address)).not.toBeNull();
    expect(privateAddressesToo(address)).not.toBeNull();
  });
});

describe('an address to fetch', () => {
  const policy = { addresses: publicAddresses, ports: WEB_PORTS };

  it.each([
    'https://paper.example/a?b=c',
    'http://paper.example:8080/',
    'HTTPS://PAPER.EXAMPLE',
    'http://93.184.216.34/',
    'http://[2606:4700::1111]/',
    'http:\\\\93.184.216.34/',
  ])('may be %s', (printed) => {
    expect(allowedUrl(printed, policy)).toBeInstanceOf(URL);
  });

  it.each([
    'ftp://paper.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'paper.example',
    'https://editor:secret@paper.example/',
    'https://editor@paper.example/',
    'http://paper.example:22/',
    'http://paper.example:5432/',
    'http://134744072/',
    'http://0x08.8.8.8/',
    'http://010.8.8.8/',
    'http://8.8.2056/',
    'http://８.8.8.8/',
    `https://paper.example/${'a'.repeat(5_000)}`,
  ])('is not %s', (printed) => {
    expect(allowedUrl(printed, policy)).toMatchObject({ kind: 'refused', reason: 'BAD_ADDRESS' });
  });

  it.each(['http://127.0.0.1/', 'http://[::1]/', 'http://[::ffff:8.8.8.8]/', 'http://[64:ff9b::808:808]/'])(
    'is not %s, which leads inside',
    (printed) => {
      expect(allowedUrl(printed, policy)).toMatchObject({ kind: 'refused', reason: 'PRIVATE_ADDRESS' });
    },
  );

  it('is read against the page that names it', () => {
    expect(String(allowedUrl('../b#c', policy, 'http://93.184.216.34/a/x'))).toBe('http://93.184.216.34/b');
    expect(allowedUrl('//134744072/b', policy, 'http://93.184.216.34/a/x')).toMatchObject({
      reason: 'BAD_ADDRESS',
    });
  });

  it('never shows its password in a message', () => {
    expect(JSON.stringify(allowedUrl('https://editor:secret@paper.example/', policy))).not.toContain(
      'secret',
    );
  });
});
