import { connect, type Socket } from 'node:net';

const HANGS_MS = 60_000;

export interface Wire {
  readonly socket: Socket;
  /** All that came back so far. */
  said(): string;
  send(text: string): void;
  /** Resolves when the other side closed. */
  readonly closed: Promise<string>;
  hears(words: string): Promise<string>;
}

/** A bare socket, for what no well-behaved client sends. */
export async function wire(origin: string): Promise<Wire> {
  const { port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(said)));
  return {
    socket,
    said: () => said,
    send: (text) => void socket.write(text),
    closed,
    async hears(words) {
      const until = Date.now() + HANGS_MS;
      while (!said.includes(words)) {
        if (Date.now() > until) throw new Error(`Wanted to hear "${words}"; heard "${said}"`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return said;
    },
  };
}

export function postHead(headers: Record<string, string | number>): string {
  const all = { Host: 'localhost', 'Content-Type': 'application/json', ...headers };
  return `POST /graphql HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}
