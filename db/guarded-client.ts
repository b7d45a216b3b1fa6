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
  /** Runs on when a statement is answered: to stop and start it for each would cost more. */
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;
  #answered = 0;

  constructor({ silentMs, ...config }: GuardedConfig) {
    super(config);
    // One that is cut while in use fails its statement, and would end the process besides if nobody listened.
    this.on('error', () => {});
    if (!silentMs) return;
    this.on('drain', () => {
      this.#answered = this.#asked;
    });
    this.once('end', () => clearTimeout(this.#timer));
    const send = this.query.bind(this) as (...query: unknown[]) => unknown;
    const query = (...query: unknown[]) => {
      const [asked, values] = query as [string | { readonly text?: string }, unknown];
      const text = typeof asked === 'string' ? asked : asked.text;
      if (text?.includes(LIMIT)) this.#isLifted = String(values) === '0';
      this.#asked++;
      if (this.#timer) this.#timer.refresh();
      else this.#timer = setTimeout(() => this.#lookUp(silentMs), silentMs).unref();
      return send(...query);
    };
    this.query = query as typeof this.query;
  }

  /** What has arrived is read first, however long the process was busy. */
  #lookUp(silentMs: number): void {
    const asked = this.#asked;
    setImmediate(() => {
      if (this.#isLifted || this.#answered === asked) return;
      const message = `The database did not answer within ${silentMs} ms; the connection is given up`;
      const { connection } = this as unknown as { connection: { stream: { destroy(why: Error): void } } };
      connection.stream.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
    });
  }
}
