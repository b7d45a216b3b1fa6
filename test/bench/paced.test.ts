import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openPool } from './measure/load.ts';
import { askPaced } from './measure/paced.ts';

it('asks on while nothing is answered, and counts the wait from when each was due', async () => {
  const waiting: ServerResponse[] = [];
  const server = createServer((req, res) => {
    req.resume();
    waiting.push(res);
    if (waiting.length === 6) for (const each of waiting) each.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const pool = openPool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 6);
  const ms = await askPaced(pool, { path: '/', bodies: ['a', 'b'], aSecond: 30, seconds: 0.2 });
  await pool.destroy();
  expect(ms).toHaveLength(6);
  // All are answered when the last has come, which is due 167 ms after the first.
  expect(ms[0]).toBeGreaterThan(150);
});
