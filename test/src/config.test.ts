import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, VARIABLE_NAMES } from '../../src/config.ts';

const example = readFileSync(join(resolve(import.meta.dirname, '../..'), '.env.example'), 'utf8');
const inExample = Object.fromEntries(
  [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
);

describe('the configuration', () => {
  it('holds without any variable', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      profile: 'development',
      databaseUrl: null,
      sampleCorpus: true,
    });
  });

  it('is careful in production', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ profile: 'public', sampleCorpus: false });
  });

  it('is what it is told, in production too', () => {
    const told = { NODE_ENV: 'production', PROFILE: 'trusted', SAMPLE_CORPUS: 'true', PORT: '0' };
    expect(readConfig(told)).toMatchObject({ profile: 'trusted', sampleCorpus: true, port: 0 });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', CORS_ORIGINS: '' })).toEqual(readConfig({}));
  });

  it('splits the list of origins', () => {
    const { corsOrigins } = readConfig({ CORS_ORIGINS: 'https://news.example, http://localhost:5173' });
    expect(corsOrigins).toEqual(['https://news.example', 'http://localhost:5173']);
  });

  it('can not be changed', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('names every bad variable in one error, with what was wanted and what came', () => {
    const bad = {
      PORT: '65536',
      TIME_ZONE: 'Mars/Olympus',
      CORS_ORIGINS: 'news.example',
      NAMED_STATEMENTS: 'maybe',
    };
    const read = () => readConfig(bad);
    expect(read).toThrow(/PORT must be a whole number from 0 to 65535; it is "65536"/);
    expect(read).toThrow(/TIME_ZONE must be .*it is "Mars\/Olympus"/);
    expect(read).toThrow(/CORS_ORIGINS must be .*it is "news.example"/);
    expect(read).toThrow(/NAMED_STATEMENTS must be one of true, false; it is "maybe"/);
  });

  it('never prints the password of a database', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:hunter2@host/db' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('names an address of a database that is none beside the other bad variables', () => {
    const read = () => readConfig({ DATABASE_URL: 'postgres://u:hunter2@[bad/x', HOST: 'a host', PORT: 'x' });
    expect(read).toThrow(/PORT must be .*HOST must be .*it is "a host".*DATABASE_URL must be /s);
    expect(read).not.toThrow(/hunter2/);
  });

  it.each([
    'postgres://u:p@localhost:5432/news',
    'postgresql://u@/news?host=%2Frun%2Fpostgresql&port=5433',
    'postgresql:///news?host=/run/postgresql',
    'postgres://u:p%40ss@[::1]:5432/news?sslmode=require',
  ])('takes %s for a database', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  it.each(['postgres://u:p@host:99999/x', 'postgres://u:100%@host/x', 'postgres://', 'host/x'])(
    'refuses %s for a database',
    (DATABASE_URL) => {
      expect(() => readConfig({ DATABASE_URL })).toThrow('DATABASE_URL must be');
    },
  );

  it.each(['0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'news-1.example'])(
    'listens at %s',
    (HOST) => {
      expect(readConfig({ HOST }).host).toBe(HOST);
    },
  );

  it.each(['http://localhost', 'localhost:4000', 'a b', '[::1]', '.'])('refuses to listen at %j', (HOST) => {
    expect(() => readConfig({ HOST })).toThrow('HOST must be');
  });

  it.each(['-1', '1.5', '1e3', ' 4000', '0x10'])('refuses %j as a port', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow('PORT');
  });
});

describe('tokens', () => {
  const issuer = { JWT_ISSUER: 'https://login.example/', JWT_AUDIENCE: 'news, https://news.example' };

  it('are taken of an issuer, for some audiences', () => {
    expect(readConfig({}).tokenIssuer).toBeNull();
    expect(readConfig(issuer).tokenIssuer).toEqual({
      issuer: 'https://login.example/',
      audiences: ['news', 'https://news.example'],
      jwksUrl: null,
      scopeClaim: 'scope',
      scopePrefix: '',
    });
    expect(readConfig({ ...issuer, JWT_ISSUER: 'http://localhost:8080' }).tokenIssuer).not.toBeNull();
  });

  it.each([
    [{ JWT_ISSUER: 'https://login.example/' }, 'JWT_AUDIENCE must be set where JWT_ISSUER is'],
    [{ JWT_AUDIENCE: 'news' }, 'JWT_ISSUER must be set where JWT_AUDIENCE'],
    [{ ...issuer, JWT_AUDIENCE: 'news,,' }, 'JWT_AUDIENCE must be what tokens are for'],
    [{ ...issuer, JWT_ISSUER: 'http://login.example/' }, 'JWT_ISSUER must be an https address'],
    [{ ...issuer, JWT_JWKS_URL: 'http://login.example/keys' }, 'JWT_JWKS_URL must be an https address'],
    [{ ANONYMOUS_READ: 'false' }, 'ANONYMOUS_READ must be one of on, off'],
  ])('%j are not', (env, complaint) => {
    expect(() => readConfig(env)).toThrow(complaint);
  });
});

describe('.env.example', () => {
  it('has every variable and no other', () => {
    expect(Object.keys(inExample).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  it('shows the defaults', () => {
    expect(readConfig(inExample)).toEqual(readConfig({}));
  });
});
