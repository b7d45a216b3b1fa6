import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../../schema/context.ts';
import type { Subscriber } from './live/subscriber.ts';
import type { Holder } from './price/account.ts';

/** One request to GraphQL and what is known of it before GraphQL begins. */
export interface Exchange extends Context {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly body: Buffer;
  /** Whose budget it spends; null: nobody counts. */
  readonly holder: Holder | null;
  /** Aborts when the client goes away or the time is up. */
  readonly abort: AbortController;
  /** Its one subscription, once it has begun. */
  readonly subscription: { current: Subscriber | null };
}
