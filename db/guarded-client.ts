import pg from 'pg';

export interface GuardedConfig extends pg.ClientConfig {
  /** A connection is given up where a statement is not answered within this; left out: it never is. */
  readonly silentMs?: number | undefined;
}

/** Whoever lifts the limit of the database, as migrations do, lifts ours. */
const LIMIT = "set_config('statement_timeout'";

/**
 * A client that does not wait for ever: a network that swallows everything never says that a connection is lost. Where the
 * database would have ended a statement by its own limit, an answer that does not come is one that never will.
 */
export class GuardedClient extends pg.Client {
  #isLifted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ silentMs, ...config }: GuardedConfig) {
    super(config);
    // One that is cut while in use fails its statement, and would end the process besides if nobody listened.
    this.on('error', () => {});
    if (!silentMs) return;
    this.on('drain', () => this.#rest()).once('end', () => this.#rest());
    const send = this.query.bind(this) as (...query: unknown[]) => unknown;
    const query = (...query: unknown[]) => {
      const [asked, values] = query as [string | { readonly text?: string }, unknown];
      const text = typeof asked === 'string' ? asked : asked.text;
      if (text?.includes(LIMIT)) this.#isLifted = String(values) === '0';
      this.#rest();
      if (!this.#isLifted) this.#timer = setTimeout(() => this.#giveUp(silentMs), silentMs);
      return send(...query);
    };
    this.query = query as typeof this.query;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What has arrived is read first, however long the process was busy. */
  #giveUp(silentMs: number): void {
    const timer = this.#timer;
    setImmediate(() => {
      if (timer !== this.#timer) return;
      const message = `The database did not answer within ${silentMs} ms; the connection is given up`;
      const { connection } = this as unknown as { connection: { stream: { destroy(why: Error): void } } };
      connection.stream.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
    });
  }
}
