import type { Profile } from '../../src/server/profile.ts';
import { hostileCosts } from './hostile-cpu.ts';
import { HOSTILE_FAMILIES } from './hostile-documents.ts';

const [, , profile, family] = process.argv;
const families = HOSTILE_FAMILIES.filter(({ name }) => name === family);
process.stdout.write(JSON.stringify(hostileCosts(profile as Profile, [0.5, 0.8, 1, 1.3, 3], families)));
