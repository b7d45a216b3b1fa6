import { type Draw, hostileId } from './hostile-values.ts';

export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/graphql',
  '',
  'application/json, text/html',
];
export const ACCEPTS = [
  'application/json',
  'application/graphql-response+json',
  '*/*',
  'text/event-stream',
  'multipart/mixed',
  'text/html',
  '',
  'a'.repeat(4_000),
  'application/json;q=abc',
  ',,,;;;',
];
export const HEADERS: readonly (readonly [string, (draw: Draw) => string])[] = [
  [
    'authorization',
    (draw) =>
      draw.of([
        'Bearer',
        'Bearer ng_',
        `Bearer ng_${'a'.repeat(43)}`,
        'Bearer eyJhbGciOiJub25lIn0.e30.',
        `Bearer ${'a.'.repeat(3_000)}`,
        'Basic YTpi',
        'bearer  x  y',
      ]),
  ],
  ['origin', (draw) => draw.of(['null', 'https://evil.example', 'x'.repeat(3_000)])],
  ['last-event-id', (draw) => hostileId(draw).replace(/[^\x20-\x7e]/g, '')],
  ['x-request-id', (draw) => draw.of(['a'.repeat(5_000), '<script>', 'ok-1'])],
  [
    'x-forwarded-for',
    (draw) => draw.of(['1.2.3.4', '::1', ','.repeat(2_000), 'unknown, 10.0.0.1', '999.999.999.999']),
  ],
  ['accept-encoding', (draw) => draw.of(['br', 'gzip;q=0', '*;q=0', 'identity;q=0, *;q=0', 'zstd'])],
  ['if-none-match', (draw) => draw.of(['*', '"a"', `"${'a'.repeat(3_000)}"`, 'W/'])],
  ['content-encoding', (draw) => draw.of(['gzip', 'br', 'identity', 'deflate, gzip'])],
  ['cache-control', (draw) => draw.of(['no-cache', 'max-age=0', 'only-if-cached'])],
  ['host', (draw) => draw.of(['x', '%%', '[::1', 'a'.repeat(2_000)])],
  ['expect', (draw) => draw.of(['100-continue', 'nonsense'])],
  ['cookie', () => 'a=b; '.repeat(500)],
];
