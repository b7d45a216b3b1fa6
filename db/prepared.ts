import type { CompiledQuery, RawBuilder } from 'kysely';
import { namedReader } from './named-reads.ts';
import { type Reader, whileWanted } from './reader.ts';

/** Stands in a statement for a value that comes when it is run. */
class Later {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Typed as what it stands for. */
export function later<V>(name: string): V {
  return new Later(name) as V;
}

const AT_MOST = 200;

/** Statements made once for each owner, of one form each. An owner that goes takes its statements along. */
export function preparedStatements() {
  const ofOwners = new WeakMap<object, Map<string, CompiledQuery>>();

  /** `form` tells all that the text of the statement depends on besides the owner; null: it is made anew. */
  return async function run<R>(
    reader: Reader,
    owner: object,
    form: string | null,
    make: () => RawBuilder<R>,
    values: Readonly<Record<string, unknown>>,
  ): Promise<R[]> {
    const compiled = form === null ? make().compile(reader.db) : remembered(owner, form, make, reader);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Later ? values[value.name] : value,
    );
    const reading = namedReader(reader.db)?.(compiled.sql, parameters, reader.signal);
    if (reading) return (await reading) as R[];
    const { rows } = await reader.db.executeQuery<R>(
      { ...compiled, parameters } as CompiledQuery<R>,
      whileWanted(reader),
    );
    return rows;
  };

  function remembered<R>(owner: object, form: string, make: () => RawBuilder<R>, reader: Reader) {
    let ofOwner = ofOwners.get(owner);
    if (!ofOwner) {
      ofOwner = new Map();
      ofOwners.set(owner, ofOwner);
    }
    let compiled = ofOwner.get(form);
    if (!compiled) {
      compiled = make().compile(reader.db);
      if (ofOwner.size >= AT_MOST) ofOwner.clear();
      ofOwner.set(form, compiled);
    }
    return compiled;
  }
}
