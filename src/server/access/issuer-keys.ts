import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { UndecidedError } from './caller.ts';
import { fetchJson } from './fetch-json.ts';

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** Null: where the issuer's own metadata say. */
  readonly jwksUrl: string | null;
  readonly log: Logger;
  readonly timeoutMs?: number;
  /** After it they are fetched anew, while the old ones still serve. */
  readonly freshMs?: number;
  /** What the issuer took back must end though it cannot be reached. */
  readonly mostStaleMs?: number;
  /** Between two attempts, whoever asks: unknown keys cost nobody more than that. */
  readonly pauseMs?: number;
}

type Find = ReturnType<typeof createLocalJWKSet>;
type Asked = Parameters<JWTVerifyGetKey>;
type Key = Awaited<ReturnType<Find>>;

/**
 * The public keys of an issuer, https://www.rfc-editor.org/rfc/rfc7517. Known keys serve while it is down, slow or nonsensical; a key
 * that is not known is asked for.
 */
export class IssuerKeys {
  readonly #options: Required<IssuerKeysOptions>;
  #known: { readonly find: Find; readonly at: number } | null = null;
  #loading: Promise<void> | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #isDown = false;

  constructor(options: IssuerKeysOptions) {
    this.#options = {
      timeoutMs: 5_000,
      freshMs: 300_000,
      mostStaleMs: 86_400_000,
      pauseMs: 5_000,
      ...options,
    };
  }

  /** Throws `UndecidedError` where the issuer would have to be asked and does not answer. */
  async keyFor(...asked: Asked): Promise<Key> {
    const known = await this.#find(asked);
    if (known) {
      if (this.#age() > this.#options.freshMs) void this.load();
      return known;
    }
    await this.load();
    const found = await this.#find(asked);
    if (found) return found;
    if (this.#isDown) throw new UndecidedError('The issuer of tokens cannot be reached at the moment.');
    throw new errors.JWKSNoMatchingKey();
  }

  /** Unless it was tried a moment ago. Never rejects. */
  load(): Promise<void> {
    if (this.#loading) return this.#loading;
    if (performance.now() - this.#triedAt < this.#options.pauseMs) return Promise.resolve();
    this.#loading = this.#load().finally(() => {
      this.#loading = null;
      this.#triedAt = performance.now();
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { issuer, log, timeoutMs } = this.#options;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const url = this.#options.jwksUrl ?? (await discover(issuer, signal));
      const find = createLocalJWKSet((await fetchJson(url, signal)) as JSONWebKeySet);
      this.#known = { find, at: performance.now() };
      if (this.#isDown) log.info({ issuer }, 'The keys of the issuer are there again');
      this.#isDown = false;
    } catch (error) {
      log.warn({ err: error, issuer }, 'The keys of the issuer could not be fetched');
      this.#isDown = true;
    }
  }

  #age(): number {
    return performance.now() - (this.#known?.at ?? Number.NEGATIVE_INFINITY);
  }

  /** Null where none of the known keys is meant. */
  async #find(asked: Asked): Promise<Key | null> {
    if (this.#known === null || this.#age() > this.#options.mostStaleMs) return null;
    try {
      return await this.#known.find(...asked);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return null;
      throw error;
    }
  }
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const said = (await fetchJson(url, signal)) as { issuer?: unknown; jwks_uri?: unknown };
  if (said.issuer !== issuer) throw new Error(`${url}: wanted the issuer ${issuer}, got ${said.issuer}`);
  if (typeof said.jwks_uri !== 'string') throw new Error(`${url}: wanted jwks_uri, got ${said.jwks_uri}`);
  return said.jwks_uri;
}
