/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = '57014';
/**
 * A network without a way there; a lost connection (08), no disk, memory or connection left (53), a shutdown (57P0), a disk
 * that fails (58030), a standby that is not the primary yet (25006), and a transaction of a client that Postgres took for lost (25P03).
 */
const UNREACHABLE =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_AGAIN|ENOTFOUND|ENOENT|08|53|57P0|58030|25006|25P03)/;

const LOST =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client (was closed|has encountered a connection error))/;

/** What an error of the database means for who asked. */
export function databaseFault(error: Error): 'TIMEOUT' | 'UNAVAILABLE' | 'INTERNAL' {
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === QUERY_CANCELED) return 'TIMEOUT';
  if (UNREACHABLE.test(code)) return 'UNAVAILABLE';
  // pg and pg-pool give these no code.
  return LOST.test(error.message) ? 'UNAVAILABLE' : 'INTERNAL';
}
