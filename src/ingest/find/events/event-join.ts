import type { EventKind, EventStatus, FoundDate } from '../../reading.ts';
import type { EventCandidate } from './event-candidates.ts';

/** One event with all the places in the text that tell it. */
export interface JoinedEvent {
  kind: EventKind;
  status: EventStatus;
  date: FoundDate | null;
  place: string | null;
  participants: number[];
  readonly told: EventCandidate[];
}

/** Joins what tells the same event, in the order of the text. The joined event has the narrowest date. */
export function joinEvents(candidates: readonly EventCandidate[]): JoinedEvent[] {
  const events: JoinedEvent[] = [];
  for (const candidate of candidates) {
    const known = candidate.refersBack
      ? events.findLast((event) => event.kind === candidate.kind)
      : (events.findLast((event) => isSame(event, candidate)) ?? onlyOne(events, candidate));
    if (known) absorb(known, candidate);
    else if (!candidate.refersBack) {
      const { kind, status, date, place, participants } = candidate;
      events.push({ kind, status, date, place, participants: [...participants], told: [candidate] });
    }
  }
  return events;
}

function onlyOne(events: readonly JoinedEvent[], candidate: EventCandidate): JoinedEvent | null {
  const ofKind = events.filter(({ kind }) => kind === candidate.kind);
  const [only] = ofKind;
  if (!candidate.definite || !only || ofKind.length > 1) return null;
  const agree =
    statusesAgree(only.status, candidate.status) &&
    placesAgree(only.place, candidate.place) &&
    (only.participants.length === 0 || candidate.participants.some((at) => only.participants.includes(at)));
  return agree ? only : null;
}

const SAME_KIND = new Map<EventKind, EventKind>([['summit', 'meeting']]);

function isSame(event: JoinedEvent, other: EventCandidate): boolean {
  const general = (kind: EventKind) => SAME_KIND.get(kind) ?? kind;
  if (other.isNew) return false;
  const sameKind = event.kind === other.kind;
  if (!sameKind && general(event.kind) !== general(other.kind)) return false;
  if (!statusesAgree(event.status, other.status) || !datesAgree(event.date, other.date)) return false;
  if (!placesAgree(event.place, other.place)) return false;
  const shared = other.participants.filter((each) => event.participants.includes(each)).length;
  const samePlace = event.place !== null && other.place !== null;
  const sameDay = event.date?.precision === 'day' && other.date?.precision === 'day';
  const strangers = event.participants.length >= 2 && other.participants.length >= 2 && shared < 2;
  if (strangers || (!sameKind && !(samePlace || (sameDay && shared > 0)))) return false;
  const dates = event.date !== null && other.date !== null ? [event.date, other.date] : null;
  if (dates) return samePlace || shared > 0 || dates.every((date) => lengthOf(date) <= WEEK_MS);
  return (
    samePlace ||
    shared >= 2 ||
    (shared > 0 && (event.participants.length < 2 || other.participants.length < 2))
  );
}

const WEEK_MS = 7 * 86_400_000;

function statusesAgree(one: EventStatus, other: EventStatus): boolean {
  if (one === other) return true;
  const pair = new Set([one, other]);
  return pair.has('planned') && pair.has('cancelled');
}

function datesAgree(one: FoundDate | null, other: FoundDate | null): boolean {
  return !one || !other || (one.earliest <= other.latest && other.earliest <= one.latest);
}

function placesAgree(one: string | null, other: string | null): boolean {
  return one === null || other === null || one.includes(other) || other.includes(one);
}

function absorb(event: JoinedEvent, other: EventCandidate): void {
  event.told.push(other);
  if (other.refersBack) return;
  event.participants.push(...other.participants.filter((each) => !event.participants.includes(each)));
  event.place ??= other.place;
  if (other.kind === 'summit') event.kind = 'summit';
  if (other.status === 'cancelled') event.status = 'cancelled';
  if (other.date && (!event.date || lengthOf(other.date) < lengthOf(event.date))) event.date = other.date;
}

export function lengthOf(date: FoundDate): number {
  return Date.parse(date.latest) - Date.parse(date.earliest);
}
