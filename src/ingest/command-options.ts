import { InvalidArgumentError, Option } from 'commander';
import { isTimeZone } from './time-zone.ts';

export const timeZoneOption = () =>
  new Option('--time-zone <name>', 'of printed times without a zone, such as "Europe/Oslo"').argParser(
    (name) => {
      if (isTimeZone(name)) return name;
      throw new InvalidArgumentError('Wanted an IANA name such as "Europe/Oslo".');
    },
  );

export const languageOption = () =>
  new Option('--language <tag>', 'what it is written in, as a BCP 47 tag; en where it is left out').argParser(
    (tag) => {
      if (isLanguage(tag)) return tag;
      throw new InvalidArgumentError('Wanted a BCP 47 tag such as "en".');
    },
  );

/** Whether it is a tag as BCP 47 writes them, of a language with a code of two or three letters. */
export function isLanguage(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(-|$)/.test(tag) && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder; give the files in it',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/** Why a file can't be read. */
export function unreadable(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `it can't be read: ${REASONS[code] ?? message}`;
}

export function threadsOption() {
  const wanted = 'Wanted a number from 1 to 64.';
  return new Option('--threads <number>', 'that read texts; as many as there are cores').argParser((text) => {
    if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 64) return Number(text);
    throw new InvalidArgumentError(wanted);
  });
}
