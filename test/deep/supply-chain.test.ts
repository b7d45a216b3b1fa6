import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';

function run(script: string, env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 50_000_000 };
    execFile('npm', ['run', '--silent', script], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Audits against a registry of this machine. */
async function audited(answer: RequestListener, env: Record<string, string> = {}) {
  const registry = createServer(answer);
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  const ran = await run('audit', { npm_config_registry: `http://127.0.0.1:${port}/`, ...env });
  registry.closeAllConnections();
  await new Promise((resolve) => registry.close(resolve));
  return ran;
}

const json =
  (body: object): RequestListener =>
  (req, res) => {
    req
      .resume()
      .once('end', () => res.setHeader('content-type', 'application/json').end(JSON.stringify(body)));
  };

it('npm run audit passes where nothing is known, fails on an advisory, and says so where nobody answers', async () => {
  expect(await audited(json({}))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^No advisory about any of \d{3}/),
  });
  const advisory = {
    id: 1,
    title: 'Opens doors',
    severity: 'high',
    url: 'https://x.example/1',
    vulnerable_versions: '*',
  };
  const found = await audited((req, res) => {
    // What is known is asked by POST; which versions there are, of the package itself.
    const about = {
      name: 'jose',
      'dist-tags': { latest: '1.0.0' },
      versions: { '1.0.0': { name: 'jose', version: '1.0.0' } },
    };
    json(req.method === 'POST' ? { jose: [{ ...advisory, name: 'jose' }] } : about)(req, res);
  });
  expect(found).toMatchObject({ code: 1, err: expect.stringContaining('high: jose *: Opens doors') });
  const deaf: RequestListener = (req, res) => void req.resume().once('end', () => res.writeHead(405).end());
  expect(await audited(deaf)).toMatchObject({ code: 0, err: expect.stringContaining('NOT AUDITED') });
  expect((await audited(deaf, { REQUIRE_AUDIT: '1' })).code).toBe(2);
});

it('npm run sbom names every package of the lock file, and which only development needs', async () => {
  const { code, out } = await run('sbom');
  expect(code).toBe(0);
  const { bomFormat, components } = JSON.parse(out);
  expect(bomFormat).toBe('CycloneDX');
  const isDevelopment = new Map<string, boolean>();
  for (const { purl, properties = [] } of components as Component[]) {
    const names = properties.map(({ name }) => name);
    const [key, isDev] = [decodeURIComponent(purl), names.includes('cdx:npm:package:development')];
    isDevelopment.set(key, isDev && (isDevelopment.get(key) ?? true));
  }
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const own = Object.fromEntries(Object.keys(dependencies).map((name) => [`node_modules/${name}`, true]));
  for (const [path, { version, dev = false }] of Object.entries<Locked>(packages)) {
    if (path === '') continue;
    const purl = `pkg:npm/${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`;
    expect([purl, isDevelopment.has(purl)]).toEqual([purl, true]);
    // Of two places of one version npm names one.
    if (path in own) expect([purl, isDevelopment.get(purl), dev]).toEqual([purl, false, false]);
  }
});

interface Component {
  readonly purl: string;
  readonly properties?: readonly { readonly name: string }[];
}
interface Locked {
  readonly version: string;
  readonly dev?: boolean;
}
