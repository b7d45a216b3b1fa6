import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { detect, readDocuments } from '../../src/ingest/detect.ts';
import type { ReadResult } from '../../src/ingest/document.ts';

/** IPTC's own examples: measured with where they are at hand, and never copied. */
const FOLDER = new URL('../../../shared/eval/', import.meta.url);
const NINJS = new URL('ninjs/', FOLDER);
const NEWSML = new URL('newsml-g2/', FOLDER);

export const examplesAreHere = existsSync(NINJS) && existsSync(NEWSML);

export interface Example {
  readonly file: string;
  /** By the schemas of the generation that its name tells; true for all of NewsML-G2. */
  readonly isValid: boolean;
  /** What the suite's folder says; null where it says nothing. */
  readonly suiteSays: boolean | null;
  readonly format: string | null;
  readonly results: readonly ReadResult[];
}

export function ninjsExamples(): Example[] {
  const schemas = compiledSchemas();
  const files = readdirSync(NINJS).filter((file) => /^(?:documentation|examples|validation)__/.test(file));
  return files
    .filter((file) => !/schema-extension|GeoJSON-schema/.test(file))
    .map((file) => {
      const bytes = readFileSync(new URL(file, NINJS));
      const suiteSays = /should_pass/.test(file) ? true : /should_fail|not-valid/.test(file) ? false : null;
      return { file, isValid: isValid(bytes, file, schemas), suiteSays, ...read(bytes) };
    });
}

export function newsmlExamples(): Example[] {
  return readdirSync(NEWSML).map((file) => ({
    file,
    isValid: true,
    suiteSays: null,
    ...read(readFileSync(new URL(file, NEWSML))),
  }));
}

export function isRead({ results }: Example): boolean {
  return results.some(({ kind }) => kind !== 'refused');
}

function read(bytes: Uint8Array) {
  return { format: detect(bytes), results: readDocuments(bytes) };
}

type Schemas = readonly {
  readonly generation: string;
  readonly isDraft: boolean;
  readonly validate: ValidateFunction;
}[];

/** Formats are left out, as IPTC's own runs of the older suites do; references of the drafts lead to themselves. */
function compiledSchemas(): Schemas {
  const options = { strict: false, validateFormats: false, logger: false } as const;
  const geo = JSON.parse(readFileSync(new URL('validation__test_suite__GeoJSON-schema.json', NINJS), 'utf8'));
  // The schema of 1.0 is written in a draft that no validator takes any more; that of 1.4 allows all that it does.
  const files = readdirSync(NINJS).filter(
    (file) => /^specification__ninjs-schema/.test(file) && !/_1\.0\./.test(file),
  );
  return files.map((file) => {
    const {
      $schema,
      id: _,
      ...schema
    } = JSON.parse(
      readFileSync(new URL(file, NINJS), 'utf8').replace(/"http:[^"]*ninjs-schema-dev[^"]*#"/g, '"#"'),
    );
    const ajv = String($schema).includes('2020') ? new Ajv2020(options) : new Ajv(options);
    if (ajv instanceof Ajv2020) ajv.addSchema(geo, 'https://geojson.org/schema/GeoJSON.json');
    if (schema.$id === '#') delete schema.$id;
    const generation = /v?([123])\.\d+\.json$/.exec(file)?.[1] ?? '';
    return { generation, isDraft: file.includes('-dev'), validate: ajv.compile(schema) };
  });
}

/** The drafts serve 1.x and 2.x. */
function isValid(bytes: Uint8Array, file: string, schemas: Schemas): boolean {
  const generation = /__([123])\.[\dx]/.exec(file)?.[1];
  const isDraft = file.includes('_dev__');
  const judges = schemas.filter(
    (each) => !generation || each.generation === generation || (isDraft && each.isDraft),
  );
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return judges.some(({ validate }) => validate(value));
  } catch {
    return false;
  }
}
