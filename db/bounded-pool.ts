import pg from 'pg';

export interface BoundedConfig extends pg.PoolConfig {
  /** So many wait for a connection; who comes then is refused at once. */
  readonly mostWaiting: number;
}

/** As Postgres says it of itself: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const TOO_MANY_CONNECTIONS = '53300';

export class BoundedPool extends pg.Pool {
  constructor({ mostWaiting, ...config }: BoundedConfig, client: typeof pg.Client) {
    super({ ...config, Client: client } as pg.PoolConfig);
    const connect = this.connect.bind(this) as (connected?: Connected) => unknown;
    const bounded = (connected?: Connected) => {
      if (this.waitingCount < mostWaiting) return connect(connected);
      const message = `${mostWaiting} wait for a connection to the database already`;
      const error = Object.assign(new Error(message), { code: TOO_MANY_CONNECTIONS });
      if (!connected) return Promise.reject(error);
      process.nextTick(connected, error);
    };
    this.connect = bounded as typeof this.connect;
  }
}

type Connected = (error: Error) => void;
