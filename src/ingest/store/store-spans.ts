import type { Id } from '../../../db/tables.ts';
import type { Reading, Span } from '../reading.ts';

/** A reading whose actors and events are known by id; null and missing ones stay open. */
export interface LinkedReading extends Reading {
  readonly text: string;
  readonly language: string;
  readonly actorIds: readonly (Id | null)[];
  readonly eventIds: readonly (Id | null)[];
}

export function rangeOf({ start, end }: Span): string {
  return `[${start},${end})`;
}

export function confidenceOf(stated: number): number {
  return Math.min(1, Math.max(0, stated));
}
