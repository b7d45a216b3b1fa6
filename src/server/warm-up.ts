import { Kind } from 'graphql';
import type { CompiledExecutor } from './compiled/executor.ts';
import type { Prepare } from './documents.ts';
import type { PersistedDocuments } from './persisted.ts';

/** More would hold up the first answer; the rest is made ready as it is asked for. */
const AT_MOST_MS = 500;

/** Makes the documents of clients ready before the first of them is asked for. Gives how many. */
export function warmUp(
  persisted: PersistedDocuments,
  prepare: Prepare,
  compiled: CompiledExecutor,
  atMostMs = AT_MOST_MS,
): number {
  const until = performance.now() + atMostMs;
  let ready = 0;
  for (const text of persisted.values()) {
    if (performance.now() > until) break;
    const { document, errors } = prepare(text);
    ready++;
    if (!document || errors.length > 0) continue;
    for (const node of document.definitions) {
      if (node.kind === Kind.OPERATION_DEFINITION && node.operation !== 'subscription')
        compiled.layOut(document, node);
    }
  }
  return ready;
}
