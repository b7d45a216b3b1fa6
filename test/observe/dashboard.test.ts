import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.ts';
import { watchPool, watchProcess } from '../../src/observe/process.ts';
import { watchWork } from '../../src/observing.ts';
import { watchServer } from '../../src/server/watch.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[];
}

const FOLDER = join(import.meta.dirname, '../../docs/grafana');
const dashboard = JSON.parse(readFileSync(join(FOLDER, 'newsgraph.json'), 'utf8'));
const panels: readonly Panel[] = dashboard.panels;
const alerts = readFileSync(join(FOLDER, 'alerts.yml'), 'utf8');

/** All that a process with everything on gives. */
async function served(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = createMetrics();
  watchProcess(metrics);
  watchPool(metrics, { totalCount: 1, idleCount: 1, waitingCount: 0, options: { max: 1 } } as never);
  watchWork(metrics, { counts: async () => [], stop: async () => {} });
  const counts = { hits: 1, joined: 0, misses: 1, passed: 0, drops: 1 };
  const cache = { counts, size: { answers: 1, bytes: 1 } };
  watchServer(metrics, { hub: { size: 0 }, turns: { running: 0, waiting: 0 }, cache });
  const described = (await metrics.registry.getMetricsAsJSON()) as unknown as {
    name: string;
    type: string;
  }[];
  const labels = (name: string) =>
    (metrics.registry.getSingleMetric(name) as unknown as { labelNames: string[] }).labelNames;
  return new Map(
    described.flatMap(({ name, type }) => {
      const own = new Set([...labels(name), 'job', 'instance']);
      const suffixes = String(type) === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
      return suffixes.map((suffix) => [name + suffix, new Set([...own, 'le'])] as const);
    }),
  );
}

/** Each metric of these expressions with the labels that it is selected by. */
function selected(expressions: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const found = expressions.matchAll(/\b((?:newsgraph|process|nodejs)_\w+)(?:\{([^}]*)\})?/g);
  return [...found].map(([, name = '', selector = '']) => ({
    name,
    labels: [...selector.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label),
  }));
}

describe('the dashboard', () => {
  const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  it.each([
    ['the dashboard', expressions.join('\n')],
    ['the rules', alerts.replace(/^ *summary:.*$/gm, '')],
  ])('asks in %s for what /metrics has, by labels that it has', async (_, text) => {
    const has = await served();
    const asked = selected(text);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter(({ name }) => !has.has(name))).toEqual([]);
    expect(asked.filter(({ name, labels }) => labels.some((label) => !has.get(name)?.has(label)))).toEqual(
      [],
    );
  });

  it('shows every metric of ours', async () => {
    const shown = new Set(selected(expressions.join('\n')).map(({ name }) => name));
    const stem = (name: string) => name.replace(/_(bucket|count|sum)$/, '');
    const stems = new Set([...shown].map(stem));
    const ours = [...(await served()).keys()].filter((name) => name.startsWith('newsgraph_'));
    expect([...new Set(ours.map(stem))].filter((name) => !stems.has(name))).toEqual([]);
  });

  it('has panels of their own ids and places', () => {
    expect(dashboard).toMatchObject({
      title: 'Newsgraph',
      uid: 'newsgraph',
      schemaVersion: expect.any(Number),
    });
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });

  it('has balanced expressions', () => {
    for (const expr of expressions) {
      for (const [open, close] of ['()', '{}', '[]'])
        expect([expr, expr.split(open!).length]).toEqual([expr, expr.split(close!).length]);
    }
  });
});
