import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import type { FetcherOptions } from './ingest/fetch/fetch.ts';
import { isTimeZone } from './ingest/time-zone.ts';
import { isSecure } from './server/access/fetch-json.ts';
import { isNetwork } from './server/address.ts';

const number = (from: number, to: number) => {
  const wanted = `a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d+$/, wanted)
    .transform(Number)
    .refine((value) => value >= from && value <= to, wanted);
};
const share = z
  .string()
  .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'a share from 0 to 1, such as 0.1')
  .transform(Number);
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `one of ${values.join(', ')}`);
const flag = oneOf(['true', 'false']).transform((value) => value === 'true');

const databaseUrl = z
  .string()
  .refine(isDatabaseUrl, 'postgresql://user:password@host:5432/database, special characters as %40')
  .nullable();
const host = z
  .string()
  .refine(isHost, 'a name or an address of this machine, such as 127.0.0.1, localhost or ::');
const httpUrl = z
  .string()
  .refine(isHttpUrl, 'an http(s) address, such as http://127.0.0.1:8080/v1/chat/completions')
  .nullable();
const timeZone = z.string().refine(isTimeZone, 'a time zone of the IANA database, such as Europe/Berlin');
const userAgent = z
  .string()
  .regex(
    /^[A-Za-z_-]+(\/[\w.-]+)?( \([\x20-\x7e]*\))?$/,
    'a name, its version and where to reach you, such as Newsgraph/1.0 (+https://news.example/bot)',
  );
const tokenAddress = z
  .string()
  .refine(isSecure, 'an https address, or http on this machine, such as https://login.example/')
  .nullable();
const audiences = z
  .string()
  .transform((list) => list.split(',').map((audience) => audience.trim()))
  .refine((list) => list.every((audience) => audience !== ''), 'what tokens are for, separated by commas')
  .nullable();
const origins = z
  .string()
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), 'origins such as https://news.example, separated by commas')
  .nullable();

const networks = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((network) => network.trim())
      .filter(Boolean),
  )
  .refine((list) => list.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, separated by commas');

/** Every variable that Newsgraph reads, with what it must be and what holds without it. `.env.example` explains them. */
const VARIABLES = z.object({
  PORT: number(0, 65_535).prefault('4000'),
  WEB_CONCURRENCY: number(1, 64).prefault('1'),
  HOST: host.prefault('127.0.0.1'),
  PROFILE: oneOf(['development', 'public', 'trusted']),
  CORS_ORIGINS: origins.prefault(null),
  ANONYMOUS_READ: oneOf(['on', 'off']).prefault('on'),
  JWT_ISSUER: tokenAddress.prefault(null),
  JWT_AUDIENCE: audiences.prefault(null),
  JWT_JWKS_URL: tokenAddress.prefault(null),
  JWT_SCOPE_CLAIM: z.string().prefault('scope'),
  JWT_SCOPE_PREFIX: z.string().prefault(''),
  REQUEST_TIMEOUT_MS: number(100, 600_000).prefault('15000'),
  METRICS_PORT: number(0, 65_535).nullable().prefault(null),
  METRICS_HOST: host.prefault('127.0.0.1'),
  MAX_OPERATIONS: number(1, 10_000).prefault('50'),
  MAX_WAITING: number(0, 100_000).prefault('200'),
  STOP_DELAY_MS: number(0, 600_000).prefault('0'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.prefault(null),
  OTEL_SERVICE_NAME: z.string().prefault('newsgraph'),
  OTEL_TRACES_SAMPLER_ARG: share.prefault('1'),
  SLOW_OPERATION_MS: number(0, 600_000).prefault('1000'),
  MAX_SUBSCRIPTIONS: number(0, 100_000).prefault('1000'),
  PRICE_CAP: number(0, 1_000_000_000),
  BUDGET_PER_ADDRESS: number(0, 1_000_000_000),
  BUDGET_PER_KEY: number(0, 1_000_000_000),
  TRUST_PROXY: networks.prefault(''),
  CACHE_MB: number(0, 100_000).prefault('32'),
  CACHE_MAX_AGE_S: number(0, 31_536_000).prefault('5'),
  CACHE_STALE_S: number(0, 31_536_000).prefault('30'),
  DATABASE_URL: databaseUrl.prefault(null),
  DATA_DIR: z.string().prefault('.data'),
  DATABASE_POOL_SIZE: number(1, 1_000).prefault('10'),
  STATEMENT_TIMEOUT_MS: number(0, 3_600_000).prefault('10000'),
  NAMED_STATEMENTS: flag.prefault('true'),
  TIME_ZONE: timeZone.prefault('UTC'),
  SAMPLE_CORPUS: flag,
  USER_AGENT: userAgent.prefault(`Newsgraph/${packageJson.version}`),
  FETCH_PRIVATE_ADDRESSES: flag.prefault('false'),
  FETCH_TIMEOUT_MS: number(100, 600_000).prefault('30000'),
  FETCH_MAX_BYTES: number(1_000, 100_000_000).prefault('10000000'),
  FETCH_PAUSE_MS: number(0, 60_000).prefault('1000'),
  FETCH_HOSTS: number(1, 100).prefault('8'),
  WORKER: flag.prefault('true'),
  FEED_INTERVAL_MIN_S: number(10, 86_400).prefault('300'),
  FEED_INTERVAL_MAX_S: number(10, 604_800).prefault('21600'),
  EXTRACTOR_URL: httpUrl.prefault(null),
  EXTRACTOR_MODEL: z.string().nullable().prefault(null),
  EXTRACTOR_KEY: z.string().nullable().prefault(null),
  EXTRACTOR_TIMEOUT_MS: number(100, 3_600_000).prefault('120000'),
  EXTRACTOR_CONNECTIONS: number(1, 100).prefault('4'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).prefault('info'),
});

/** Tokens without an audience would be those of any service of the issuer. */
const TOGETHER = VARIABLES.superRefine(({ JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL }, { addIssue }) => {
  const wanted = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message });
  if (JWT_ISSUER && !JWT_AUDIENCE) wanted('JWT_AUDIENCE', 'set where JWT_ISSUER is');
  if (!JWT_ISSUER && (JWT_AUDIENCE || JWT_JWKS_URL))
    wanted('JWT_ISSUER', 'set where JWT_AUDIENCE or JWT_JWKS_URL is');
});

const IN_PRODUCTION = { PROFILE: 'public', SAMPLE_CORPUS: 'false' };
const ELSEWHERE = { PROFILE: 'development', SAMPLE_CORPUS: 'true' };
/** What operations may cost, by the profile. */
const UNCOUNTED = { PRICE_CAP: '100000', BUDGET_PER_ADDRESS: '0', BUDGET_PER_KEY: '0' };
const COUNTED = { PRICE_CAP: '20000', BUDGET_PER_ADDRESS: '100000', BUDGET_PER_KEY: '1000000' };

export const VARIABLE_NAMES: readonly string[] = Object.keys(VARIABLES.shape);

export type Config = Readonly<ReturnType<typeof named> & { startedByNpm: boolean }>;

/** Of this process, with the file `.env` of the working folder where there is one; what is set already wins. */
export function ownConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/** Reads the environment once, or throws one error that lists every bad variable. An empty variable counts as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(VARIABLE_NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const startedByNpm = Boolean(env.npm_lifecycle_event);
  const given = { ...(env.NODE_ENV === 'production' ? IN_PRODUCTION : ELSEWHERE), ...set };
  const parsed = TOGETHER.safeParse({ ...(given.PROFILE === 'public' ? COUNTED : UNCOUNTED), ...given });
  if (parsed.success) return Object.freeze({ ...named(parsed.data), startedByNpm });
  const complaints = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
  const lines = [...complaints].map(
    ([name, wanted]) => `  ${name} must be ${wanted}; it is ${shown(name, env[name])}`,
  );
  throw new Error(`The environment can't be used:\n${lines.join('\n')}`);
}

function named(values: z.output<typeof VARIABLES>) {
  return {
    port: values.PORT,
    host: values.HOST,
    /** That serve; beside more than one, another starts them. */
    processes: values.WEB_CONCURRENCY,
    profile: values.PROFILE,
    /** Null: any origin may read, without credentials. */
    corsOrigins: values.CORS_ORIGINS,
    anonymousRead: values.ANONYMOUS_READ === 'on',
    /** Null: no tokens are taken. */
    tokenIssuer:
      values.JWT_ISSUER === null
        ? null
        : {
            issuer: values.JWT_ISSUER,
            audiences: values.JWT_AUDIENCE ?? [],
            /** Null: where the issuer's metadata say. */
            jwksUrl: values.JWT_JWKS_URL,
            scopeClaim: values.JWT_SCOPE_CLAIM,
            scopePrefix: values.JWT_SCOPE_PREFIX,
          },
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    /** Null: metrics are not served. */
    metrics: values.METRICS_PORT === null ? null : { port: values.METRICS_PORT, host: values.METRICS_HOST },
    /** At once; and so many wait. */
    mostOperations: values.MAX_OPERATIONS,
    mostWaiting: values.MAX_WAITING,
    /** How long `/health/ready` says no before connections are refused. */
    stopDelayMs: values.STOP_DELAY_MS,
    /** Null: nothing is traced. */
    tracing:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === null
        ? null
        : {
            endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
            serviceName: values.OTEL_SERVICE_NAME,
            share: values.OTEL_TRACES_SAMPLER_ARG,
          },
    /** 0: none is said to be slow. */
    slowOperationMs: values.SLOW_OPERATION_MS,
    mostSubscriptions: values.MAX_SUBSCRIPTIONS,
    /** Of one operation; 0: none. */
    priceCap: values.PRICE_CAP,
    /** A minute; 0: none. */
    budgetPerAddress: values.BUDGET_PER_ADDRESS,
    budgetPerKey: values.BUDGET_PER_KEY,
    /** Networks; empty: nobody is taken at their word for where a request comes from. */
    trustProxy: values.TRUST_PROXY,
    /** Of answers to GraphQL; no megabytes: none are held. */
    cache: {
      megabytes: values.CACHE_MB,
      /** Of caches between, for persisted documents over GET. */
      maxAgeS: values.CACHE_MAX_AGE_S,
      staleS: values.CACHE_STALE_S,
    },
    /** Null: the built-in Postgres. */
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    /** 0: no limit. */
    statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
    namedStatements: values.NAMED_STATEMENTS,
    timeZone: values.TIME_ZONE,
    sampleCorpus: values.SAMPLE_CORPUS,
    userAgent: values.USER_AGENT,
    fetchPrivateAddresses: values.FETCH_PRIVATE_ADDRESSES,
    fetchTimeoutMs: values.FETCH_TIMEOUT_MS,
    /** Of one body, unpacked. */
    fetchMaxBytes: values.FETCH_MAX_BYTES,
    /** Between two requests to one host. */
    fetchPauseMs: values.FETCH_PAUSE_MS,
    /** Asked at the same time. */
    fetchHosts: values.FETCH_HOSTS,
    /** Whether the server follows feeds and lifts embargoes as well. */
    worker: values.WORKER,
    /** Between two polls of a feed. */
    feedIntervalS: {
      min: values.FEED_INTERVAL_MIN_S,
      max: Math.max(values.FEED_INTERVAL_MIN_S, values.FEED_INTERVAL_MAX_S),
    },
    outside: {
      /** Null: none is asked. */
      url: values.EXTRACTOR_URL,
      model: values.EXTRACTOR_MODEL,
      key: values.EXTRACTOR_KEY,
      timeoutMs: values.EXTRACTOR_TIMEOUT_MS,
      connections: values.EXTRACTOR_CONNECTIONS,
    },
    logLevel: values.LOG_LEVEL,
  };
}

export function fetcherOptions(config: Config, allowPrivate = false): FetcherOptions {
  return {
    userAgent: config.userAgent,
    privateAddresses: allowPrivate || config.fetchPrivateAddresses,
    timeoutMs: config.fetchTimeoutMs,
    largestBytes: config.fetchMaxBytes,
    pauseMs: config.fetchPauseMs,
    mostHosts: config.fetchHosts,
  };
}

const MAY_HOLD_SECRETS: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'EXTRACTOR_URL',
  'EXTRACTOR_KEY',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

function shown(name: string, value: string | undefined): string {
  return MAY_HOLD_SECRETS.has(name) ? 'something else' : JSON.stringify(value);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isHost(text: string): boolean {
  return isIP(text) > 0 || /^(?=.{1,253}$)[\w-]+(\.[\w-]+)*\.?$/.test(text);
}

/** It may lack the host where `?host=` names one; its parts are decoded when they are used. */
function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\/./.test(text)) return false;
  try {
    const { username, password, pathname } = new URL(text.replace('@/', '@localhost/'));
    return [username, password, pathname].every((part) => decodeURIComponent(part) !== null);
  } catch {
    return false;
  }
}
