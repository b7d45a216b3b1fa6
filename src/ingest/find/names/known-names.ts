import { BODIES, COMPANIES, MEDIA, PARTIES } from './known-organizations.ts';
import { KNOWN_PLACES } from './known-places.ts';
import { CLUBS, TEAM_HOMES } from './known-teams.ts';
import { isPlaceName } from './places.ts';

export const KNOWN_PLACE = 1;
export const KNOWN_ORGANIZATION = 2;
export const CLUB = 4;
export const TEAM_HOME = 8;

const known = new Map<string, number>();
for (const list of [COMPANIES, BODIES, MEDIA, PARTIES]) add(list, KNOWN_ORGANIZATION);
add(KNOWN_PLACES, KNOWN_PLACE);
add(CLUBS, CLUB);
add(TEAM_HOMES, TEAM_HOME);

/** The lists that hold the name, one bit each. */
export function knownAs(name: string): number {
  return (known.get(name.toLowerCase()) ?? 0) | (isPlaceName(name) ? KNOWN_PLACE : 0);
}

function add(list: string, bit: number): void {
  for (const phrase of list.split(',')) {
    const key = phrase.trim().replace(/\s+/g, ' ').toLowerCase();
    known.set(key, (known.get(key) ?? 0) | bit);
  }
}
