import { schema } from '../../schema/index.ts';
import { documentPreparer, type Prepare } from '../../src/server/documents.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { pricing } from '../../src/server/price/price.ts';
import { OPENNESS, type Profile } from '../../src/server/profile.ts';
import { cpuMs, slowness } from './cpu.ts';
import { HOSTILE_FAMILIES, type HostileFamily } from './hostile-documents.ts';

export interface Costly {
  readonly name: string;
  readonly at: number;
  readonly cpuMs: number;
  /** Null: it was taken. */
  readonly code: string | null;
}

/** Of one document before it is refused, or runs. */
export const MOST_CPU_MS = 50;
/** What others do to the machine's caches, and the compiler in the background, counts for this process too. */
const TRIES = 4;

const priceOf = pricing(schema);

/** What a server that has served for a while spends on each document: `ats` is how far they go of what the limits take. */
export function hostileCosts(
  profile: Profile,
  ats: readonly number[],
  families: readonly HostileFamily[] = HOSTILE_FAMILIES,
): Costly[] {
  const prepare = documentPreparer(schema, OPENNESS[profile]);
  for (let i = 0; i < 10; i++) for (const { query } of EXAMPLES) judge(prepare, `${query} # ${i}`);
  return families.flatMap((family) => ats.map((at) => costOf(prepare, family, at)));
}

let salt = 0;

function costOf(prepare: Prepare, family: HostileFamily, at: number): Costly {
  let costly: Costly = { name: family.name, at, cpuMs: Number.POSITIVE_INFINITY, code: null };
  for (let tries = 0; tries < TRIES && costly.cpuMs > MOST_CPU_MS; tries++) {
    const text = family.make(at, salt++);
    let code: string | null = null;
    const took = cpuMs(() => {
      code = judge(prepare, text);
    });
    const ms = took > MOST_CPU_MS ? took / slowness() : took;
    if (ms < costly.cpuMs) costly = { ...costly, cpuMs: ms, code };
  }
  return costly;
}

/** All that is done with a document before it runs. Returns why it is refused. */
function judge(prepare: Prepare, text: string): string | null {
  const { document, errors } = prepare(text);
  if (document && errors.length === 0) {
    for (const node of document.definitions)
      if (node.kind === 'OperationDefinition') priceOf(document, node, {});
  }
  return (errors[0]?.extensions.code as string | undefined) ?? null;
}
