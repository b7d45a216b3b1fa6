import { schema } from '../../schema/index.ts';
import { documentPreparer, type Prepare } from '../../src/server/documents.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { pricing } from '../../src/server/price/price.ts';
import { OPENNESS, type Profile } from '../../src/server/profile.ts';
import { cpuMs } from './cpu.ts';
import { HOSTILE_FAMILIES } from './hostile-documents.ts';

export interface Costly {
  readonly name: string;
  readonly at: number;
  readonly cpuMs: number;
  /** Null: it was taken. */
  readonly code: string | null;
}

const priceOf = pricing(schema);

/** All that is done with a document before it runs. Returns why it is refused. */
function judge(prepare: Prepare, text: string): string | null {
  const { document, errors } = prepare(text);
  if (document && errors.length === 0) {
    for (const node of document.definitions)
      if (node.kind === 'OperationDefinition') priceOf(document, node, {});
  }
  return (errors[0]?.extensions.code as string | undefined) ?? null;
}

/** What a server that has served a while spends on each hostile document, the least of some tries: others share the machine. */
export function hostileCosts(profile: Profile, ats: readonly number[], tries: number): Costly[] {
  const prepare = documentPreparer(schema, OPENNESS[profile]);
  for (let i = 0; i < 20; i++) for (const { query } of EXAMPLES) judge(prepare, `${query} # ${i}`);
  let salt = 0;
  return HOSTILE_FAMILIES.flatMap((family) =>
    ats.map((at) => {
      let [least, code]: [number, string | null] = [Number.POSITIVE_INFINITY, null];
      for (let i = 0; i < tries; i++) {
        const text = family.make(at, salt++);
        least = Math.min(
          least,
          cpuMs(() => {
            code = judge(prepare, text);
          }),
        );
      }
      return { name: family.name, at, cpuMs: least, code };
    }),
  );
}
