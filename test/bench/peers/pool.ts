import pg from 'pg';

/** As many connections as Newsgraph has, moments as text. */
export const pool = new pg.Pool({ connectionString: process.argv[2], max: 10, types: { getTypeParser } });
pool.on('error', (error) => process.stderr.write(`${error.message}\n`));

function getTypeParser(type: number, format?: 'text' | 'binary') {
  if (type === pg.types.builtins.TIMESTAMPTZ) return (text: string) => text;
  return format === 'binary' ? pg.types.getTypeParser(type, format) : pg.types.getTypeParser(type);
}

const names = new Map<string, string>();

/** As a named statement, which Postgres parses and plans once a connection. */
export async function rowsOf<R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  const { rows } = await pool.query<R>({ name, text, values: [...values] });
  return rows;
}

/** What the benchmark waits for. */
export function sayReady(port: number): void {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
}
