import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type AnnotatedToken, type NamedSpan, type NamedText, textOf } from './corpus-text.ts';
import { gumDocuments } from './gum-names.ts';

/** What is trained on, as its publishers ask to be named. */
export const SOURCES = [
  {
    name: 'WikiGold (D. Balasuriya, N. Ringland, J. Nothman, T. Murphy, J. R. Curran, 2009)',
    license: 'CC-BY-4.0',
  },
  {
    name: 'Universal NER, English EWT, dev and test parts (S. Mayhew et al., 2024)',
    license: 'CC-BY-SA-4.0',
  },
  {
    name: 're3d, Relationship and Entity Extraction Evaluation Dataset (Dstl, 2017)',
    license: 'Open Government Licence v3.0 and the open licences of its sources',
  },
  {
    name: 'GUM, Georgetown University Multilayer corpus (A. Zeldes et al.), genres academic, bio, court, interview, news, speech, textbook, vlog, voyage',
    license: 'CC-BY-4.0, CC-BY-SA-4.0 and public domain, by genre',
  },
] as const;

const FOLDER = new URL('../../../shared/eval/training/', import.meta.url);
const KINDS: Readonly<Record<string, NamedSpan['kind']>> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  Person: 'person',
  Organisation: 'organization',
  Location: 'place',
};

export function hasCorpora(): boolean {
  return existsSync(FOLDER);
}

/** All that names may be learnt from, in a fixed order. */
export function namedTexts(): NamedText[] {
  return [
    ...documents('wikigold', plain('wikigold.conll.txt'), ' '),
    ...sentencesAlone('re3d', plain('re3d.conll.txt')),
    ...documents('uner-ewt', zipped('uner-ewt-dev.iob2.gz') + zipped('uner-ewt-test.iob2.gz'), '\t'),
    ...gumDocuments(zipped('gum-open-genres.tsv.gz')).map(({ genre, sentences }) =>
      textOf(`gum ${genre}`, sentences),
    ),
  ];
}

function plain(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

function zipped(file: string): string {
  return gunzipSync(readFileSync(new URL(file, FOLDER))).toString('utf8');
}

/** One text a document, at "-DOCSTART-" or "# newdoc". */
function documents(source: string, content: string, separator: string): NamedText[] {
  return content
    .split(/^(?:-DOCSTART-|# newdoc).*$/m)
    .map((document) => textOf(source, sentencesOf(document, separator)))
    .filter(({ text }) => text.length > 0);
}

/** Sentences that were drawn from many documents. */
function sentencesAlone(source: string, content: string): NamedText[] {
  return sentencesOf(content, '\t').map((sentence) => textOf(source, [sentence]));
}

function sentencesOf(document: string, separator: string): AnnotatedToken[][] {
  return document
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line): AnnotatedToken => {
          const cells = line.split(separator);
          const [word, tag] = /^\d+$/.test(cells[0]!) && cells.length > 2 ? cells.slice(1, 3) : cells;
          const kind = KINDS[tag!.trim().slice(2)] ?? null;
          return { word: word!, kind, opens: tag!.startsWith('B-'), spaceAfter: null };
        }),
    )
    .filter((sentence) => sentence.length > 0);
}
