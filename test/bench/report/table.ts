import { QUESTIONS, type Question } from '../ask/answer.ts';
import { FURTHER, type Further } from '../ask/further.ts';
import type { Figures, Measured } from '../measure/figures.ts';
import { CONTESTANTS, type Name } from '../measure/servers.ts';

const QUESTIONS_IN_ORDER = Object.entries(QUESTIONS) as [Question, string][];

/** Markdown, a table a question and one of memory. */
export function tablesOf({ articles, questions, memory, further }: Measured): string[] {
  const lines: string[] = [];
  for (const [question, what] of QUESTIONS_IN_ORDER) {
    lines.push(`${question}: ${what}; ${articles} articles`, '');
    lines.push(
      ...table(
        [
          '',
          'CPU µs',
          'server + Postgres',
          '÷ floor',
          '÷ PostGraphile',
          '÷ unwatched',
          'p50 ms',
          'p99 ms',
          'a second',
          'buffers',
        ],
        namesIn(questions[question]).map((name) => rowOf(name, questions[question][name]!)),
      ),
      '',
    );
  }
  if (further) {
    const rows = Object.entries(further).map(
      ([question, { serverUs, postgresUs, p50Ms, p95Ms, buffers }]) => [
        FURTHER[question as Further],
        `${serverUs.toFixed(0)} + ${postgresUs.toFixed(0)}`,
        p50Ms.toFixed(1),
        p95Ms.toFixed(1),
        buffers.toFixed(0),
      ],
    );
    const columns = ['', 'CPU µs, server + Postgres', 'p50 ms', 'p95 ms', 'buffers'];
    lines.push(
      `${CONTESTANTS.us.title}, two at a time; ${articles} articles`,
      '',
      ...table(columns, rows),
      '',
    );
  }
  lines.push('Memory', '');
  const rows = namesIn(memory).map((name) => [
    CONTESTANTS[name].title,
    String(memory[name]!.nowMb),
    String(memory[name]!.mostMb),
  ]);
  lines.push(...table(['', 'RSS MB', 'at most'], rows), '');
  return lines;
}

/** What the smallest and the largest size cost of ours, where there are several. */
export function growthOf(all: readonly Measured[]): string[] {
  const sizes = [...all].sort((a, b) => a.articles - b.articles);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (!smallest || !largest || smallest === largest) return [];
  const rows = namesIn(smallest.questions.Q1).flatMap((name) =>
    QUESTIONS_IN_ORDER.map(([question]) => {
      const [from, to] = [smallest.questions[question][name]!, largest.questions[question][name]!];
      return [
        `${CONTESTANTS[name].title}, ${question}`,
        ...sizes.map((size) => cpuUs(size.questions[question][name]!).toFixed(0)),
        (cpuUs(to) / cpuUs(from)).toFixed(2),
        ...sizes.map((size) => size.questions[question][name]!.buffers.toFixed(0)),
        (to.buffers / from.buffers).toFixed(2),
      ];
    }),
  );
  if (smallest.further && largest.further)
    for (const question of Object.keys(FURTHER) as Further[]) {
      const costs = sizes.map(({ further }) => further![question]);
      const [from, to] = [costs[0]!, costs.at(-1)!];
      rows.push([
        `${CONTESTANTS.us.title}, ${FURTHER[question]}`,
        ...costs.map((cost) => cpuUs(cost).toFixed(0)),
        (cpuUs(to) / cpuUs(from)).toFixed(2),
        ...costs.map(({ buffers }) => buffers.toFixed(0)),
        (to.buffers / from.buffers).toFixed(2),
      ]);
    }
  const columns = (what: string) => [...sizes.map(({ articles }) => `${what}, ${articles}`), 'times'];
  return [
    `Growth from ${smallest.articles} to ${largest.articles} articles`,
    '',
    ...table(['', ...columns('CPU µs'), ...columns('buffers')], rows),
    '',
  ];
}

export function cpuUs({ serverUs, postgresUs }: Pick<Figures, 'serverUs' | 'postgresUs'>): number {
  return serverUs + postgresUs;
}

/** In the order of the contestants, whichever of them ran. */
export function namesIn(values: Partial<Record<Name, unknown>>): Name[] {
  return (Object.keys(CONTESTANTS) as Name[]).filter((name) => name in values);
}

export function times(ratio: number | null): string {
  return ratio === null ? '' : ratio.toFixed(2);
}

function rowOf(name: Name, figures: Figures): string[] {
  return [
    CONTESTANTS[name].title,
    cpuUs(figures).toFixed(0),
    `${figures.serverUs.toFixed(0)} + ${figures.postgresUs.toFixed(0)}`,
    times(figures.toFloor),
    times(figures.toPostgraphile),
    times(figures.toUnwatched),
    figures.p50Ms.toFixed(1),
    figures.p99Ms.toFixed(1),
    figures.perSecond.toFixed(0),
    figures.buffers.toFixed(0),
  ];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
