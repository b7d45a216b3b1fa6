/** A line of `npm run chaos`. */
export function figure(what: string, said: string): void {
  if (process.env.npm_lifecycle_event === 'chaos') process.stdout.write(`${what.padEnd(44)} ${said}\n`);
}
