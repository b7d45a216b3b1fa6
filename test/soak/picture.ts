import type { Sample } from './samples.ts';

const WIDTH = 900;
const HEIGHT = 180;
const LEFT = 60;
const LINES: readonly { what: 'rssMb' | 'heapMb' | 'p99Ms' | 'p50Ms'; name: string; colour: string }[][] = [
  [
    { what: 'rssMb', name: 'RSS, MB', colour: '#3b6fb6' },
    { what: 'heapMb', name: 'heap, MB', colour: '#7a9e7e' },
  ],
  [
    { what: 'p99Ms', name: 'p99, ms', colour: '#b6533b' },
    { what: 'p50Ms', name: 'p50, ms', colour: '#e0a04a' },
  ],
];

/** Memory and latency over time. An SVG that needs no font, script or style of others. */
export function pictureOf(samples: readonly Sample[], caption: string): string {
  const height = 30 + LINES.length * (HEIGHT + 50);
  const parts = LINES.flatMap((lines, i) => {
    const top = 60 + i * (HEIGHT + 50);
    const most = Math.max(1, ...samples.flatMap((sample) => lines.map(({ what }) => sample[what])));
    const lastS = samples.at(-1)?.atS || 1;
    const x = ({ atS }: Sample) => LEFT + (atS / lastS) * (WIDTH - LEFT - 20);
    const y = (value: number) => top + HEIGHT - (value / most) * HEIGHT;
    return [
      `<rect x="${LEFT}" y="${top}" width="${WIDTH - LEFT - 20}" height="${HEIGHT}" fill="#f4f4f4"/>`,
      `<text x="${LEFT - 6}" y="${top + 10}" text-anchor="end">${most.toFixed(0)}</text>`,
      `<text x="${LEFT - 6}" y="${top + HEIGHT}" text-anchor="end">0</text>`,
      `<text x="${WIDTH - 20}" y="${top + HEIGHT + 16}" text-anchor="end">${(lastS / 60).toFixed(1)} min</text>`,
      ...lines.flatMap(({ what, name, colour }, n) => [
        `<text x="${LEFT + n * 120}" y="${top - 6}" fill="${colour}">${name}</text>`,
        `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${samples
          .map((sample) => `${x(sample).toFixed(1)},${y(sample[what]).toFixed(1)}`)
          .join(' ')}"/>`,
      ]),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="20" y="20">${caption}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
