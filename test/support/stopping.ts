/** A process that takes its time to stop: as many milliseconds as it is told. */
import { pino } from 'pino';
import { onStopSignal } from '../../src/stop-signal.ts';

const takesMs = Number(process.argv[2]);
onStopSignal(pino(pino.destination({ sync: true })), () => new Promise((done) => setTimeout(done, takesMs)));
setInterval(() => {}, 1_000);
process.stdout.write('ready\n');
