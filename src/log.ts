import { isatty } from 'node:tty';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** JSON lines; in a terminal, lines for people. A command whose standard output is its answer logs to 2. */
export function createLog(level: string, output: 1 | 2 = 1): Logger {
  const lines = isatty(output)
    ? pretty({ destination: output, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true })
    : pino.destination({ dest: output, sync: true });
  return pino({ level, timestamp: pino.stdTimeFunctions.isoTime }, lines);
}
