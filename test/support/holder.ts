/** A process that uses an embedded server until it hears a line or SIGTERM; tests start several of these. */
import { startEmbedded } from '../../db/embedded.ts';

const [dataDir = '', sync = 'no-sync', timeoutMs] = process.argv.slice(2);
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

try {
  const embedded = await startEmbedded({
    dataDir,
    sync: sync === 'sync',
    timeoutMs: Number(timeoutMs),
    onProgress: (progress) => say({ progress }),
  });
  const leave = () => embedded.stop().then(() => process.exit(0));
  process.stdin.once('data', leave);
  process.stdin.once('end', leave);
  process.once('SIGTERM', leave);
  say({
    started: embedded.started,
    connection: embedded.connection,
    url: embedded.url,
    home: embedded.home,
  });
} catch (error) {
  say({ error: (error as Error).message });
  process.exit(1);
}
