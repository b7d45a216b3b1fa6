import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { SCOPES } from '../../../db/api-key.ts';
import type { Scope } from '../../../db/tables.ts';
import { type Caller, type Refused, UndecidedError } from './caller.ts';
import { IssuerKeys, type IssuerKeysOptions } from './issuer-keys.ts';
import { Remembered } from './remembered.ts';

/** Whose tokens are taken, and how they say what may be done. */
export interface TokenIssuer {
  readonly issuer: string;
  /** One of them must be among those that a token is for. */
  readonly audiences: readonly string[];
  readonly jwksUrl: string | null;
  /** A claim, or a path to one inside others: `realm_access.roles`. */
  readonly scopeClaim: string;
  /** What stands before our scopes there: `newsgraph:`. */
  readonly scopePrefix: string;
}

/** Signatures by key pairs. None with a shared secret: who only verifies would be able to sign. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_S = 30;
/** A key that the issuer takes back is good for no longer than this beyond the keys' own time. */
const REMEMBERED_MS = 10_000;
const MOST_CHARS = 8_192;
/**
 * As long as https://openid.net/specs/openid-connect-core-1_0.html#IDToken has it, in one line, and of whole characters: it is kept
 * with what is spent and decided, and one that the database does not take would be refused there with all that is told beside it.
 */
const SUBJECT = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

type Limits = Pick<IssuerKeysOptions, 'timeoutMs' | 'freshMs' | 'mostStaleMs' | 'pauseMs'>;

/** Whom tokens speak of. Rejects with `UndecidedError` where their key cannot be told. */
export function tokenHolders(
  from: TokenIssuer,
  log: Logger,
  limits: Limits = {},
): (token: string) => Promise<Caller | Refused> {
  const keys = new IssuerKeys({ issuer: from.issuer, jwksUrl: from.jwksUrl, log, ...limits });
  const remembered = new Remembered<Caller>(REMEMBERED_MS);
  void keys.load();
  const verify = async (token: string): Promise<Caller> => {
    const { payload } = await jwtVerify(token, (...asked) => keys.keyFor(...asked), {
      issuer: from.issuer,
      audience: [...from.audiences],
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['sub', 'exp'],
    });
    return callerOf(payload, from);
  };
  return async (token) => {
    if (token.length > MOST_CHARS) return refused(`it is longer than ${MOST_CHARS} characters`);
    try {
      const caller = await remembered.get(token, () => verify(token));
      return (caller.expiresAt as number) > Date.now() ? caller : refused('it has expired');
    } catch (error) {
      if (error instanceof UndecidedError) throw error;
      return refused(reasonOf(error as Error));
    }
  };
}

const refused = (why: string): Refused => ({ refused: `The token is not valid: ${why}.` });

/** Of what stands in the token nothing: an answer may end up in a log. */
function reasonOf(error: Error): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim "${error.claim}" is not as wanted`;
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `wanted one of the algorithms ${ALGORITHMS.join(', ')}`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed with no key of the issuer';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'it does not say with which key it is signed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not fit';
  return 'it is no signed JWT';
}

function callerOf(payload: JWTPayload, { scopeClaim, scopePrefix }: TokenIssuer): Caller {
  const { sub, exp } = payload;
  if (typeof sub !== 'string' || !SUBJECT.test(sub))
    throw new errors.JWTClaimValidationFailed('unusable "sub"', payload, 'sub');
  return {
    scopes: scopesIn(claimAt(payload, scopeClaim), scopePrefix),
    id: `token ${sub}`,
    name: `token ${sub}`,
    keyId: null,
    expiresAt: ((exp as number) + CLOCK_TOLERANCE_S) * 1_000,
  };
}

/** Names may have dots themselves, as those of Auth0 do. */
function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  return path.split('.').reduce<unknown>((value, name) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return isObject ? (value as Record<string, unknown>)[name] : undefined;
  }, payload);
}

/** A list, or words with blanks between: https://www.rfc-editor.org/rfc/rfc8693#section-4.2 */
function scopesIn(claim: unknown, prefix: string): ReadonlySet<Scope> {
  const words: readonly unknown[] =
    typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return new Set(SCOPES.filter((scope) => words.includes(prefix + scope)));
}
