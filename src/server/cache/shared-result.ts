import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { jsonOf } from '../compiled/written.ts';

type Data = NonNullable<ExecutionResult['data']>;

/** What was worked out of the bytes, once for all who are sent them. */
interface WorkedOut {
  etag: string | null;
  price: number | null;
}

/** A whole answer without errors, as the bytes that many are sent. It reads as the result that it was made of. */
export class SharedResult implements ExecutionResult {
  declare readonly data: Data;
  readonly #body: Buffer;
  readonly #workedOut: WorkedOut;

  private constructor(body: Buffer, workedOut: WorkedOut, data: () => Data) {
    this.#body = body;
    this.#workedOut = workedOut;
    // The one property that a copy has, too.
    Object.defineProperty(this, 'data', { get: data, enumerable: true });
  }

  /** Null where it has errors, or is not for others to have. */
  static of(result: ExecutionResult): SharedResult | null {
    const { data, errors, extensions } = result;
    if (!data || errors?.length || extensions) return null;
    const text = jsonOf({ data });
    // Not from Node's pool of small buffers, of which one would keep its neighbours in memory.
    const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    body.write(text);
    return new SharedResult(body, { etag: null, price: null }, () => data);
  }

  /** The same, without the objects that its bytes were made of. */
  toHold(): SharedResult {
    return new SharedResult(this.#body, this.#workedOut, () => JSON.parse(this.#body.toString()).data);
  }

  get body(): Buffer {
    return this.#body;
  }

  /** Strong: of equal bytes it is equal, on every node. */
  get etag(): string {
    this.#workedOut.etag ??= `"${createHash('sha256').update(this.#body).digest('base64url').slice(0, 27)}"`;
    return this.#workedOut.etag;
  }

  /** What it cost, which is the same for all who asked for it. */
  priceBy(priceOf: (data: Data) => number): number {
    this.#workedOut.price ??= priceOf(this.data);
    return this.#workedOut.price;
  }
}
