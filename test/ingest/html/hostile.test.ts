import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../src/ingest/detect.ts';
import { cpuMs } from '../../support/cpu.ts';

const MOST_MS = 2_000;
const PARAGRAPH = `<p>${'The council voted, said Ana Kolter, to keep the ferry. '.repeat(8)}</p>`;

function page(inner: string): string {
  return `<html><head><title>Sarnby keeps its ferry</title></head><body><h1>Sarnby keeps its ferry</h1>${PARAGRAPH.repeat(4)}${inner}</body></html>`;
}

function withJsonLd(block: string): string {
  return page(`<script type="application/ld+json">${block}</script>`);
}

function read(html: string) {
  const [result] = readDocuments(new TextEncoder().encode(html));
  return result?.kind === 'refused' ? result.reason : result?.kind;
}

describe('a page that was made to exhaust its reader', () => {
  it.each([
    ['elements within each other', page('<div>'.repeat(10_000))],
    ['unclosed elements', page('<b>'.repeat(500_000))],
    ['attributes', page(`<div ${Array.from({ length: 200_000 }, (_, at) => `a${at}=b`).join(' ')}>`)],
    ['elements', page('<i>x</i>'.repeat(100_000))],
    ['text', page(`<p>${'word, '.repeat(300_000)}</p>`)],
  ])('is refused for too many or too much: %s', (_, html) => {
    const ms = cpuMs(() => expect(read(html)).toBe('TOO_LARGE'));
    expect(ms).toBeLessThan(MOST_MS);
  });

  it.each([
    ['a long attribute', page(`<div class="${'related '.repeat(300_000)}">x</div>`)],
    ['comments within comments', page('<!--'.repeat(300_000))],
    ['meta elements', page('<meta name="author" content="a, b">'.repeat(10_000))],
    ['headings', page('<h1>A heading with some words in it</h1>'.repeat(3_000))],
    ['JSON that nests', withJsonLd('{"@graph":['.repeat(100_000))],
    ['JSON that is broken everywhere', withJsonLd('{"a":[1,,'.repeat(20_000))],
    ['articles', withJsonLd(`[${'{"@type":"NewsArticle","headline":"x"},'.repeat(10_000)}1]`)],
    ['authors', withJsonLd(`{"@type":"NewsArticle","author":"${'Ana Kolter and '.repeat(50_000)}"}`)],
    ['tags in a text', withJsonLd(`{"@type":"NewsArticle","articleBody":"${'<style>'.repeat(100_000)}"}`)],
  ])('is read or refused in time: %s', (_, html) => {
    const ms = cpuMs(() => expect(read(html)).toBeDefined());
    expect(ms).toBeLessThan(MOST_MS);
  });

  it('expands no entity of its own', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>${page('<p>&b;</p>')}`;
    const [result] = readDocuments(new TextEncoder().encode(bomb));
    expect(result?.kind === 'document' && result.document.body).not.toContain('lollol');
  });

  it('reads what stands within more boxes than any layout needs', () => {
    expect(read(page('<div>'.repeat(1_500) + PARAGRAPH))).toBe('document');
  });
});
