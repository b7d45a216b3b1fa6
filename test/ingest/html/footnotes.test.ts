import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/ingest/html/read-html.ts';

const PLAIN =
  '<p>The council voted, said Ana Kolter, to keep the ferry running for now, whatever it may cost.</p>';

function bodyOf(paragraph: string): string {
  const result =
    readHtml(`<!doctype html><html><head><title>Sarnby keeps its ferry</title></head><body><article>
    <h1>Sarnby keeps its ferry</h1>${PLAIN.repeat(3)}${paragraph}</article></body></html>`);
  return result.kind === 'document' ? result.document.body : '';
}

describe('the body of a page', () => {
  it.each(['<sup><a href="#n1">1</a></sup>', '<a href="#n1"><sup>[1]</sup></a>'])(
    'has no mark such as %s in it',
    (mark) => {
      const body = bodyOf(
        `<p>It sails again on Friday${mark} and on Sunday, said Ana Kolter of the council of Sarnby.</p>`,
      );
      expect(body).toContain('on Friday and on Sunday');
    },
  );

  it('keeps what else is raised', () => {
    const body = bodyOf(
      '<p>It sails on the <a href="#days">5<sup>th</sup></a> with 40 m<sup>2</sup> of deck, said Ana Kolter of the council.</p>',
    );
    expect(body).toContain('on the 5th with 40 m2 of deck');
  });
});
