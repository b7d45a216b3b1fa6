import type { Id } from '../../../db/tables.ts';
import type { Reading, Span } from '../reading.ts';

/** A reading whose actors are known by id; null and missing ones stay open. */
export interface NamedReading extends Reading {
  readonly text: string;
  readonly language: string;
  readonly actorIds: readonly (Id | null)[];
  /** Whether an article behind this one was the first to call the actor so. */
  isLaterName(id: Id, name: string): boolean;
}

/** And its events, too. */
export interface LinkedReading extends NamedReading {
  readonly eventIds: readonly (Id | null)[];
}

export function rangeOf({ start, end }: Span): string {
  return `[${start},${end})`;
}

export function confidenceOf(stated: number): number {
  return Math.min(1, Math.max(0, stated));
}
