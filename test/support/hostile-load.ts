import { Agent, request } from 'node:http';
import type { TestServer } from '../server/running.ts';
import { type HostileRequest, hostileRequest } from './hostile-requests.ts';
import { Draw } from './hostile-values.ts';

export interface HostileReport {
  /** How many of each kind. */
  readonly requests: Record<string, number>;
  readonly statuses: Record<string, number>;
  readonly faults: readonly string[];
  readonly ms: number;
}

export interface HostileLoad {
  readonly seed: number;
  readonly requests: number;
  readonly atOnce: number;
  /** Some that were given out. */
  readonly cursors: readonly string[];
}

/** Words of our house: of its files, its statements, its tables, its tools. */
const LEAKS =
  /node_modules|\bat [\w.<>]+ \(|\.(ts|js|mjs):\d+|\bselect\b.{1,80}\bfrom\b|relation "|column "|syntax error at|invalid input syntax|out of range for type|violates|article_actor|quote_party|article_event|link_decision|\bpg_|kysely|\bECONN|\/(home|root|usr|work|tmp)\/|file:\/\/|password/i;
const LONGEST_ANSWER = 2_000_000;
const STREAM_MS = 100;
/** A fault of ours; unavailable or too slow is none. */
const OURS = new Set([500, 501, 502]);

/** Asks a running server all sorts of things that nobody should ask, some at a time. */
export async function hostileLoad(server: TestServer, load: HostileLoad): Promise<HostileReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });
  const draw = new Draw(load.seed);
  const report = {
    requests: {} as Record<string, number>,
    statuses: {} as Record<string, number>,
    faults: [] as string[],
  };
  const began = performance.now();
  let left = load.requests;
  const askOn = async () => {
    while (left-- > 0) {
      const hostile = hostileRequest(draw, load.cursors);
      const logged = server.logged.length;
      const answer = await askHostile(server.origin, hostile, agent);
      count(report.requests, hostile.kind);
      count(report.statuses, String(answer.status));
      const fault = faultOf(answer, hostile);
      if (fault)
        report.faults.push(
          `${fault}: ${JSON.stringify(hostile).slice(0, 1_500)} -> ${answer.text.slice(0, 600)}`,
        );
      for (const { msg, err } of server.logged.splice(logged))
        if (/failed/.test(msg) && err)
          report.faults.push(
            `${msg}: ${err.message.slice(0, 300)}: ${JSON.stringify(hostile).slice(0, 1_500)}`,
          );
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, askOn));
  agent.destroy();
  return { ...report, ms: performance.now() - began };
}

interface Answer {
  /** 0: none, since the request itself was cut. */
  readonly status: number;
  readonly text: string;
  /** GraphiQL's, which names what it is made of. */
  readonly isPage: boolean;
}

function faultOf({ status, text, isPage }: Answer, { path, headers }: HostileRequest): string | null {
  if (isPage) return null;
  if (OURS.has(status) || text.includes('"INTERNAL"')) return `status ${status}`;
  // What was asked is told again in some messages.
  const leak = LEAKS.exec(text)?.[0];
  if (leak && !path.includes(leak) && !JSON.stringify(headers).includes(leak) && !isSchema(path))
    return `tells ${leak}`;
  return null;
}

const isSchema = (path: string) => path.startsWith('/schema.graphql') || path === '/';

/** On a connection of its own, unless it is given an agent. */
export function askHostile(
  origin: string,
  { method, path, headers, body }: HostileRequest,
  agent = new Agent(),
): Promise<Answer> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const sent = request(
      { agent, host: hostname, port, method, path, headers, timeout: 10_000 },
      (response) => {
        let text = '';
        const status = response.statusCode ?? 0;
        const isPage = status === 200 && String(response.headers['content-type']).startsWith('text/html');
        const done = () => resolve({ status, text, isPage });
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < LONGEST_ANSWER) text += chunk;
        });
        response.once('end', done).once('error', done);
        if (response.headers['content-type']?.startsWith('text/event-stream'))
          setTimeout(() => {
            sent.destroy();
            done();
          }, STREAM_MS);
      },
    );
    sent.once('error', () => resolve({ status: 0, text: '', isPage: false }));
    sent.once('timeout', () => sent.destroy());
    sent.end(body);
  });
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
