import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphsOf, sentencesOf } from '../../../src/ingest/find/sentences.ts';
import type { Span } from '../../../src/ingest/reading.ts';
import { cpuMs } from '../../support/cpu.ts';

const words = (text: string, spans: readonly Span[]) => spans.map((span) => text.slice(span.start, span.end));
const sentences = (text: string) => words(text, sentencesOf(text));
const paragraphs = (text: string) => words(text, paragraphsOf(text));

describe('paragraphsOf', () => {
  it('parts at blank lines, with spaces on them too', () => {
    expect(paragraphs('One.\n\nTwo.\r\n \t\r\nThree.')).toEqual(['One.', 'Two.', 'Three.']);
  });

  it('parts at a single newline where the line before ends a sentence', () => {
    const text =
      'The bridge was closed on Monday after a barge struck it.\nNobody was hurt, the mayor said at noon.';
    expect(paragraphs(text)).toHaveLength(2);
  });

  it('keeps a hard-wrapped block together', () => {
    const text =
      'The bridge across the Talle was closed on Monday after a barge\nstruck its second pier, and it will stay closed until the piers\nhave been measured.';
    expect(paragraphs(text)).toEqual([text]);
  });

  it('keeps lines apart that ended before they were full', () => {
    const list =
      '“It is too loud for a street of this size.” — Ana Kolter, nurse\n“Who pays?” – Piers Handel\n“Nobody asked us.” – Joost Velm\n“My dog hates it,” Ines Talle, 33, laughs';
    expect(paragraphs(list)).toEqual(list.split('\n'));
  });

  it('keeps short lines apart', () => {
    expect(paragraphs('By Ana Kolter\nPublished 3 March 2026')).toHaveLength(2);
  });

  it('finds none in white space', () => {
    expect(paragraphsOf(' \n\n\t ')).toEqual([]);
  });
});

describe('sentencesOf', () => {
  it('never crosses a paragraph', () => {
    expect(sentences('A headline without a stop\n\nThe text.')).toEqual([
      'A headline without a stop',
      'The text.',
    ]);
  });

  it.each([
    'Mr. Kell met Dr. Livia Norrell on Aug. 15, 2025, in Brestovo.',
    'The E.U. commissioner wrote to J. B. Orvane about 3.5 million marks.',
    'Sable Ridge Inc. paid Gen. Oake at 9 a.m. on Monday.',
    'He lives at No. 12 in St. Orran.',
    'It was ... not what she wanted.',
  ])('does not break inside %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('breaks behind a short form where a new sentence plainly begins', () => {
    expect(sentences('She works for Sable Ridge Inc. The firm is old.')).toHaveLength(2);
    expect(sentences('They met in the U.S. In Brestovo nobody knew.')).toHaveLength(2);
  });

  it('keeps the closing mark with the words', () => {
    expect(sentences('“I came. I left.” She sat down.')).toEqual(['“I came.', 'I left.”', 'She sat down.']);
  });

  it('keeps a question with the words that say who asked', () => {
    expect(sentences('“Who paid?” Orvane asked. Nobody answered.')).toEqual([
      '“Who paid?” Orvane asked.',
      'Nobody answered.',
    ]);
    expect(sentences('“Stop!” she cried.')).toHaveLength(1);
  });

  it('leaves an omission with the sentence before it', () => {
    expect(sentences('They fight each other. ... So we wait.')).toEqual([
      'They fight each other. ...',
      'So we wait.',
    ]);
  });

  it('gives spans in order, disjoint and in range, which hold all that is not space', () => {
    const pieces = fc.constantFrom(
      'Mr. ',
      'Kell ',
      '“',
      '” ',
      'said. ',
      '...',
      '? ',
      '\n',
      '\n\n',
      'E.U. ',
      ' ',
      '3.5 ',
      '\u00a0',
      '😀',
      'İ',
      '(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          for (const spans of [paragraphsOf(text), sentencesOf(text)]) {
            let end = 0;
            for (const span of spans) {
              expect(text.slice(end, span.start).trim()).toBe('');
              expect(span.end).toBeGreaterThan(span.start);
              expect(text.slice(span.start, span.end).trim()).toBe(text.slice(span.start, span.end));
              end = span.end;
            }
            expect(text.slice(end).trim()).toBe('');
          }
        },
      ),
    );
  });

  it.each(['a', 'a. ', '. ', 'Mr. ', '“', '\n', ' ', 'A.B. ', '!” Xx '])(
    'reads a megabyte of %j in under two seconds of CPU',
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(cpuMs(() => sentencesOf(text))).toBeLessThan(2_000);
    },
  );
});
