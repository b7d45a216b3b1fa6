import { QUESTIONS, type Question } from '../ask/answer.ts';
import type { ByServer, Figures, Measured } from '../measure/figures.ts';
import { CONTESTANTS, type Name } from '../measure/servers.ts';
import { cpuUs, namesIn, times } from './table.ts';

const WIDTH = 900;
const LEFT = 270;
/** Behind the bars: ratios, latencies. */
const RIGHT = 270;
const BAR = 18;
const GAP = 6;
const HEAD = 44;
const COLOURS = { server: '#3b6fb6', postgres: '#e0a04a', memory: '#7a9e7e' } as const;

/** A panel a question, its bars the CPU of a request; then the memory. An SVG that needs no font, script or style of others. */
export function pictureOf({ articles, questions, memory }: Measured, caption: string): string {
  const parts: string[] = [];
  let y = 40;
  for (const [question, what] of Object.entries(QUESTIONS) as [Question, string][]) {
    parts.push(label(20, y, `${question}: ${what}`, 'bold'));
    parts.push(...columnHeads(y));
    parts.push(...cpuBars(questions[question], y + 12));
    y += HEAD + namesIn(questions[question]).length * (BAR + GAP);
  }
  parts.push(label(20, y, 'Memory: RSS at most, MB', 'bold'), ...memoryBars(memory, y + 12));
  y += HEAD + namesIn(memory).length * (BAR + GAP);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="sans-serif" font-size="12">`,
    `<title>CPU of a request, ${articles} articles</title>`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    label(20, 18, escaped(caption)),
    ...legend(),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function cpuBars(figures: ByServer<Figures>, top: number): string[] {
  const names = namesIn(figures);
  const scale = scaleOf(names.map((name) => cpuUs(figures[name]!)));
  return names.flatMap((name, i) => {
    const { serverUs, postgresUs, toFloor, toPostgraphile, p50Ms, p99Ms } = figures[name]!;
    const y = top + i * (BAR + GAP);
    const [server, postgres] = [scale(serverUs), scale(postgresUs)];
    return [
      title(name, y),
      bar(LEFT, y, server, COLOURS.server),
      bar(LEFT + server, y, postgres, COLOURS.postgres),
      label(LEFT + server + postgres + 5, y + 13, `${(serverUs + postgresUs).toFixed(0)} µs`),
      ...cells(y, [times(toFloor), times(toPostgraphile), p50Ms.toFixed(1), p99Ms.toFixed(1)]),
    ];
  });
}

function memoryBars(memory: Measured['memory'], top: number): string[] {
  const names = namesIn(memory);
  const scale = scaleOf(names.map((name) => memory[name]!.mostMb));
  return names.flatMap((name, i) => {
    const y = top + i * (BAR + GAP);
    const width = scale(memory[name]!.mostMb);
    return [
      title(name, y),
      bar(LEFT, y, width, COLOURS.memory),
      label(LEFT + width + 5, y + 13, `${memory[name]!.mostMb}`),
    ];
  });
}

/** The longest bar leaves room for its figure. */
function scaleOf(values: readonly number[]): (value: number) => number {
  const most = Math.max(...values);
  return (value) => (value / most) * (WIDTH - LEFT - RIGHT - 75);
}

function columnHeads(y: number): string[] {
  return cells(y - 13, ['÷ floor', '÷ PostGr.', 'p50 ms', 'p99 ms']);
}

function cells(y: number, texts: readonly string[]): string[] {
  return texts.map((text, i) => label(WIDTH - RIGHT + 62 + i * 66, y + 13, text, 'end'));
}

function legend(): string[] {
  return (['server', 'postgres'] as const).flatMap((name, i) => [
    `<rect x="${WIDTH - 180 + i * 80}" y="9" width="10" height="10" fill="${COLOURS[name]}"/>`,
    label(WIDTH - 166 + i * 80, 18, name === 'server' ? 'server' : 'Postgres'),
  ]);
}

function title(name: Name, y: number): string {
  return label(LEFT - 8, y + 13, escaped(CONTESTANTS[name].title), name === 'us' ? 'end bold' : 'end');
}

function bar(x: number, y: number, width: number, colour: string): string {
  return `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${colour}"/>`;
}

function label(x: number, y: number, text: string, how = ''): string {
  const anchor = how.includes('end') ? ' text-anchor="end"' : '';
  const weight = how.includes('bold') ? ' font-weight="bold"' : '';
  return `<text x="${x.toFixed(1)}" y="${y}"${anchor}${weight} fill="#222222">${text.replaceAll(' > ', ' &gt; ')}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
