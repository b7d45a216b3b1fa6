import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'https://news.example/api';

export interface TestIssuer {
  readonly issuer: string;
  /** How often it was asked for its keys. */
  asked(): number;
  /** A token as it gives them out, but for what is said. */
  token(
    claims?: Readonly<Record<string, unknown>>,
    header?: { readonly kid?: string; readonly alg?: string },
  ): Promise<string>;
  /** Signs with a new key from now on; the old one is no longer shown. */
  rotate(): Promise<void>;
  /** Answers so instead, until `behave()`. */
  behave(how?: RequestListener): void;
  close(): Promise<void>;
}

/** How a server takes the tokens of an issuer. */
export const takenFrom = ({ issuer }: Pick<TestIssuer, 'issuer'>) => ({
  issuer,
  audiences: [AUDIENCE],
  jwksUrl: null,
  scopeClaim: 'scope',
  scopePrefix: '',
});

/** An issuer of tokens on this machine: https://openid.net/specs/openid-connect-discovery-1_0.html */
export async function testIssuer(): Promise<TestIssuer> {
  let count = 0;
  let asked = 0;
  let signing = await newKey();
  let how: RequestListener | undefined;
  const well = (req: IncomingMessage, res: ServerResponse) => {
    const isKeys = req.url === '/keys';
    const metadata = { issuer, jwks_uri: `${issuer}/keys` };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(isKeys ? { keys: [signing.jwk] } : metadata));
  };
  const server = createServer((req, res) => {
    if (req.url === '/keys') asked++;
    (how ?? well)(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function newKey() {
    const kid = `key-${++count}`;
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' } };
  }
  return {
    issuer,
    asked: () => asked,
    token(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: issuer, aud: AUDIENCE, sub: 'anna', exp: now + 300, scope: 'read', ...claims };
      return new SignJWT(JSON.parse(JSON.stringify(all)))
        .setProtectedHeader({ alg: 'ES256', kid: signing.kid, ...header })
        .sign(signing.privateKey);
    },
    async rotate() {
      signing = await newKey();
    },
    behave(next) {
      how = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
