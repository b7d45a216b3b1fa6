import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';

/** A whole answer without errors, as the bytes that many are sent. It reads as the result that it was made of. */
export class SharedResult implements ExecutionResult {
  readonly body: Buffer;
  #etag: string | null = null;

  private constructor(body: Buffer) {
    this.body = body;
  }

  /** Null where it has errors, or is not for others to have. */
  static of(result: ExecutionResult): SharedResult | null {
    const { data, errors, extensions } = result;
    if (!data || errors?.length || extensions) return null;
    const text = JSON.stringify(result);
    // Not from Node's pool of small buffers, of which one would keep its neighbours in memory.
    const body = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    body.write(text);
    return new SharedResult(body);
  }

  /** Strong: of equal bytes it is equal, on every node. */
  get etag(): string {
    this.#etag ??= `"${createHash('sha256').update(this.body).digest('base64url').slice(0, 27)}"`;
    return this.#etag;
  }

  get data(): Record<string, unknown> {
    return JSON.parse(this.body.toString()).data;
  }

  toJSON(): object {
    return { data: this.data };
  }
}
