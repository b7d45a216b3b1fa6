import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface ConnectionLimits {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionsCheckingInterval: number;
  readonly maxConnections: number;
}

/** Who opens a connection and says nothing, or says it slowly, is cut off. Kept longer than by the balancers in front. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxConnections: 5_000,
};

export interface Address {
  readonly host: string;
  readonly port: number;
  /** With other processes that share it, too; the kernel gives each connection to one of them. Not everywhere: Linux can. */
  readonly reusePort?: boolean;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/** Listens when it resolves. Port 0 takes any free one. */
export async function listen(
  handle: Handler,
  address: Address,
  { maxConnections, ...timeouts }: ConnectionLimits = CONNECTION_LIMITS,
): Promise<Server> {
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 });
  server.maxConnections = maxConnections;
  server.maxHeadersCount = 100;
  server.on('request', handle);
  // The body is asked for when its announced length was seen to be within the limit.
  server.on('checkContinue', handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const { host, port, reusePort = false } = address;
    server.listen({ host, port, reusePort }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return server;
}
