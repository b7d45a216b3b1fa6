import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What the registry knows against the packages of the lock file. */
export type Verdict =
  | { readonly kind: 'clean'; readonly packages: number }
  | { readonly kind: 'found'; readonly findings: readonly string[] }
  | { readonly kind: 'unanswered'; readonly why: string };

interface Report {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string; readonly via: readonly unknown[] }>
  >;
  readonly metadata?: { readonly dependencies?: { readonly total?: number } };
  readonly message?: string;
}

/** Of what `npm audit --json` prints. What is no report was not answered, and is never taken for clean. */
export function verdictOf(printed: string): Verdict {
  let report: Report;
  try {
    report = JSON.parse(printed);
  } catch {
    return { kind: 'unanswered', why: printed.trim().slice(0, 300) || 'npm printed nothing' };
  }
  const packages = report.metadata?.dependencies?.total;
  if (!report.vulnerabilities || packages === undefined)
    return { kind: 'unanswered', why: report.message ?? 'npm printed no report' };
  const findings = Object.entries(report.vulnerabilities).map(
    ([name, { severity, range, via }]) => `${severity}: ${name} ${range}${titlesIn(via)}`,
  );
  return findings.length > 0 ? { kind: 'found', findings } : { kind: 'clean', packages };
}

function titlesIn(via: readonly unknown[]): string {
  const titles = via.flatMap((each) => (each as { title?: string }).title ?? []);
  return titles.length > 0 ? `: ${titles.join('; ')}` : '';
}

/** 0 where nothing was found, 1 for findings; 2 where nothing could be found out and `required` is set. */
function audit(required: boolean): number {
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { stdout } = spawnSync(command, [...args, 'audit', '--json'], { encoding: 'utf8' });
  const verdict = verdictOf(stdout ?? '');
  if (verdict.kind === 'clean')
    process.stdout.write(`No advisory about any of ${verdict.packages} packages.\n`);
  if (verdict.kind === 'found') process.stderr.write(`${verdict.findings.join('\n')}\n`);
  if (verdict.kind === 'unanswered') {
    process.stderr.write(
      `NOT AUDITED: the registry did not answer (${verdict.why}). Nothing is known about the packages; ask a registry that answers: npm_config_registry=https://… npm run audit\n`,
    );
  }
  return { clean: 0, found: 1, unanswered: required ? 2 : 0 }[verdict.kind];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = audit(Boolean(process.env.REQUIRE_AUDIT));
