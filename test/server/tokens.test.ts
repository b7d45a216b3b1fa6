import type { ServerResponse } from 'node:http';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Caller, type Refused, UndecidedError } from '../../src/server/access/caller.ts';
import { type TokenIssuer, tokenHolders } from '../../src/server/access/tokens.ts';
import { AUDIENCE, type TestIssuer, takenFrom, testIssuer } from '../support/issuer.ts';

let issuer: TestIssuer;
const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
const QUICK = { timeoutMs: 5_000, pauseMs: 0, freshMs: 60_000, mostStaleMs: 60_000 };

/** A machine that stands still for so long is tried again. */
const PATIENCE_MS = 500;

beforeEach(async () => {
  issuer = await testIssuer();
  logged.length = 0;
});
afterEach(() => issuer.close());

const from = (more: Partial<TokenIssuer> = {}): TokenIssuer => ({
  ...takenFrom(issuer),
  ...more,
});
const holders = (more: Partial<TokenIssuer> = {}, limits = {}) =>
  tokenHolders(from(more), log, { ...QUICK, ...limits });
const scopesOf = (answer: Caller | Refused) => ('scopes' in answer ? [...answer.scopes] : answer.refused);
const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;

describe('a token', () => {
  it('tells who asks, what they may do and until when', async () => {
    const exp = seconds(60);
    const caller = await holders()(await issuer.token({ scope: 'openid read curate write', exp }));
    expect(caller).toEqual({
      scopes: new Set(['read', 'curate']),
      id: 'token anna',
      name: 'token anna',
      keyId: null,
      expiresAt: (exp + 30) * 1000,
    });
  });

  it('is taken from the keys at the address that is configured', async () => {
    const verify = holders({ jwksUrl: `${issuer.issuer}/keys` });
    expect(scopesOf(await verify(await issuer.token()))).toEqual(['read']);
  });

  it.each([
    ['a list', { scope: ['read', 'ingest'] }, {}, ['read', 'ingest']],
    ['a claim of another name', { scp: 'ingest' }, { scopeClaim: 'scp' }, ['ingest']],
    ['a claim inside another', { realm: { roles: ['admin'] } }, { scopeClaim: 'realm.roles' }, ['admin']],
    [
      'a claim with dots',
      { 'https://n.example/x': ['read'] },
      { scopeClaim: 'https://n.example/x' },
      ['read'],
    ],
    ['prefixed scopes alone', { scope: 'curate news:read' }, { scopePrefix: 'news:' }, ['read']],
    ['nothing', { scope: undefined }, {}, []],
    ['what is no list', { scope: { read: true } }, {}, []],
    ['what objects inherit', {}, { scopeClaim: 'constructor.name' }, []],
  ])('has its scopes from %s', async (_, claims, settings, scopes) => {
    expect(scopesOf(await holders(settings)(await issuer.token(claims)))).toEqual(scopes);
  });

  it('may be for others, too', async () => {
    const token = await issuer.token({ aud: ['https://other.example', AUDIENCE] });
    expect(scopesOf(await holders()(token))).toEqual(['read']);
  });

  it.each([
    ['has expired', { exp: seconds(-31) }, 'it has expired'],
    ['never expires', { exp: undefined }, 'claim "exp"'],
    ['is not valid yet', { nbf: seconds(60) }, 'claim "nbf"'],
    ['is of another issuer', { iss: 'https://evil.example' }, 'claim "iss"'],
    ['is for others', { aud: 'https://other.example' }, 'claim "aud"'],
    ['is for nobody', { aud: undefined }, 'claim "aud"'],
    ['is about nobody', { sub: undefined }, 'claim "sub"'],
    ['is about whom none can be named', { sub: 'x'.repeat(256) }, 'claim "sub"'],
    ['names whom with what no database takes', { sub: 'anna\u0000' }, 'claim "sub"'],
    ['names whom in more than one line', { sub: 'anna\nkey desk' }, 'claim "sub"'],
    ['names whom with half a character', { sub: 'anna\ud800' }, 'claim "sub"'],
  ])('is refused where it %s', async (_, claims, reason) => {
    const token = await issuer.token(claims);
    expect(scopesOf(await holders()(token))).toContain(reason);
    expect(logged.join()).not.toContain(token.slice(-20));
  });

  it('stands a clock that is off by some seconds', async () => {
    const off = await issuer.token({ exp: seconds(-10), nbf: seconds(10) });
    expect(scopesOf(await holders()(off))).toEqual(['read']);
  });

  it('ends, though it was verified a moment ago', async () => {
    const verify = holders();
    const token = await issuer.token({ exp: seconds(60) });
    expect(scopesOf(await verify(token))).toEqual(['read']);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 91_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(scopesOf(await verify(token))).toContain('has expired');
  });

  it('is refused where a letter of it was changed', async () => {
    const [header, , signature] = (await issuer.token()).split('.');
    const [, payload] = (await issuer.token({ scope: 'admin' })).split('.');
    expect(scopesOf(await holders()([header, payload, signature].join('.')))).toContain('signature');
  });

  it('is refused where it is signed with nothing, or with what everybody knows', async () => {
    const claims = { iss: issuer.issuer, aud: AUDIENCE, sub: 'mallory', exp: seconds(60), scope: 'admin' };
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const verify = holders();
    const unsigned = `${encoded({ alg: 'none' })}.${encoded(claims)}.`;
    expect(scopesOf(await verify(unsigned))).toContain('not valid');
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const known = new TextEncoder().encode(await exportSPKI(publicKey));
    const hs = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(known);
    expect(scopesOf(await verify(hs))).toContain('algorithms');
    const { privateKey } = await generateKeyPair('ES256');
    const own = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'key-1' });
    expect(scopesOf(await verify(await own.sign(privateKey)))).toContain('signature');
    for (const junk of ['x', 'a.b.c', '..', `${'x'.repeat(9_000)}.y.z`])
      expect(scopesOf(await verify(junk))).toContain('not valid');
  });
});

describe('an issuer that', () => {
  it('has changed its keys is asked again, and the old ones end', async () => {
    const verify = holders();
    const old = await issuer.token();
    expect(scopesOf(await verify(old))).toEqual(['read']);
    await issuer.rotate();
    expect(scopesOf(await verify(await issuer.token()))).toEqual(['read']);
    expect(scopesOf(await verify(await issuer.token({}, { kid: 'key-1' })))).toContain('no key');
    expect(issuer.asked()).toBeGreaterThan(1);
  });

  it('is asked about unknown keys once in a while, however often they come', async () => {
    const verify = holders({}, { pauseMs: 60_000 });
    await verify(await issuer.token());
    const asked = issuer.asked();
    for (let i = 0; i < 20; i++)
      expect(scopesOf(await verify(await issuer.token({}, { kid: `made-up-${i}` })))).toContain('no key');
    expect(issuer.asked()).toBe(asked);
  });

  const cut = ({ socket }: { socket: { destroy(): void } }) => socket.destroy();
  const MISBEHAVIOURS: Record<string, (res: ServerResponse) => void> = {
    'is down': (res) => cut(res.req),
    'never answers': () => {},
    'never ends': (res) => void res.write('{"keys":['),
    'breaks off': (res) => void res.write('{"keys":[', () => cut(res.req)),
    'answers 500': (res) => void res.writeHead(500).end('{"keys":[]}'),
    'sends elsewhere': (res) => void res.writeHead(302, { location: '/elsewhere' }).end(),
    'answers with a page': (res) => void res.end('<html></html>'),
    'answers with no keys at all': (res) => void res.end('{"keys":1}'),
    'answers without end': (res) => void res.end(`{"keys":[],"x":"${'x'.repeat(300_000)}"}`),
    'calls itself otherwise': (res) => void res.end('{"issuer":"https://evil.example","jwks_uri":"/keys"}'),
    'sends to an open wire': (res) =>
      void res.end(JSON.stringify({ issuer: issuer.issuer, jwks_uri: 'http://keys.example/' })),
  };

  it.each(Object.entries(MISBEHAVIOURS))(
    '%s: known keys go on, others are undecided',
    { retry: 5 },
    async (_, how) => {
      const verify = holders({}, { freshMs: 0, timeoutMs: PATIENCE_MS });
      expect(scopesOf(await verify(await issuer.token()))).toEqual(['read']);
      issuer.behave((_req, res) => how(res));
      const began = performance.now();
      expect(scopesOf(await verify(await issuer.token({ sub: 'ben' })))).toEqual(['read']);
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
      await expect(verify(await issuer.token({}, { kid: 'unknown' }))).rejects.toBeInstanceOf(UndecidedError);
      issuer.behave();
      await issuer.rotate();
      const after = await issuer.token();
      await expect
        .poll(async () => scopesOf(await verify(after).catch(() => ({ refused: '' }))))
        .toEqual(['read']);
    },
  );

  it('is down for too long is believed no more', { retry: 5 }, async () => {
    const verify = holders({}, { mostStaleMs: 500 });
    const first = await issuer.token();
    expect(scopesOf(await verify(first))).toEqual(['read']);
    issuer.behave((_req, res) => cut(res.req));
    await new Promise((resolve) => setTimeout(resolve, 510));
    await expect(verify(await issuer.token({ sub: 'ben' }))).rejects.toBeInstanceOf(UndecidedError);
  });
});
