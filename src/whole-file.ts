import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The file appears once it is whole and on the disk; nothing is left of one that failed. */
export async function writeWhole(
  output: string,
  writeTo: (file: Writable) => Promise<void>,
  mode = 0o666,
): Promise<void> {
  const unfinished = `${output}.${process.pid}.part`;
  const file = createWriteStream(unfinished, { flags: 'wx', flush: true, mode });
  try {
    await once(file, 'open');
    await writeTo(file);
    file.end();
    await finished(file);
    await rename(unfinished, output);
  } catch (error) {
    file.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}
