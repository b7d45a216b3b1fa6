/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = '57014';
const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|08|57P0|53300)/;

/** What an error of the database means for who asked. */
export function databaseFault(error: Error): 'TIMEOUT' | 'UNAVAILABLE' | 'INTERNAL' {
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === QUERY_CANCELED) return 'TIMEOUT';
  if (UNREACHABLE.test(code)) return 'UNAVAILABLE';
  // pg and pg-pool give these no code.
  return /^(timeout exceeded when trying to connect|Connection terminated)/.test(error.message)
    ? 'UNAVAILABLE'
    : 'INTERNAL';
}
