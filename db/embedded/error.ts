/** Why the built-in Postgres can't run here, and the way out that always works. */
export function ownData(what: string, cause?: unknown): Error {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new Error(
    `The built-in Postgres can't run: ${what}${reason}. Set DATABASE_URL to use a Postgres of your own (15 or newer).`,
    { cause },
  );
}
