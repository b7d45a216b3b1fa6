import { SingleBar } from 'cli-progress';

const EVERY_MS = 5_000;

export interface Progress {
  done(more: number): void;
  end(): void;
}

/** On standard error: a bar on a terminal, elsewhere a line every five seconds. `total` may be a guess. */
export function progressOf(what: string, total: number): Progress {
  let done = 0;
  const percent = () => Math.min(100, Math.floor((100 * done) / Math.max(1, total)));
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: `${what}: {bar} {percentage} % · {eta_formatted} left`,
      stream: process.stderr,
    });
    bar.start(100, 0);
    return {
      done(more) {
        done += more;
        bar.update(percent());
      },
      end: () => bar.stop(),
    };
  }
  const timer = setInterval(() => process.stderr.write(`${what}: ${percent()} %\n`), EVERY_MS);
  timer.unref();
  return {
    done: (more) => {
      done += more;
    },
    end: () => clearInterval(timer),
  };
}
