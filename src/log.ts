import { isatty } from 'node:tty';
import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** JSON lines; in a terminal, lines for people. A command whose standard output is its answer logs to 2. */
export function createLog(level: string, output: 1 | 2 = 1): Logger {
  const lines = isatty(output)
    ? pretty({ destination: output, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true })
    : turnByTurn(pino.destination({ dest: output, sync: true }));
  return pino({ level, timestamp: pino.stdTimeFunctions.isoTime }, lines);
}

/**
 * Writes together what is said in one turn of the event loop: a call to the system for each line is a good part of a small answer. What was said
 * is written before the process ends, whatever ends it from within.
 */
function turnByTurn(destination: DestinationStream): DestinationStream {
  let said = '';
  const tell = () => {
    const lines = said;
    said = '';
    if (lines !== '') destination.write(lines);
  };
  process.on('exit', tell);
  return {
    write(line) {
      if (said === '') setImmediate(tell);
      said += line;
    },
  };
}
