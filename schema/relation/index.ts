/**
 * Fields that follow relations: `t.related`, `t.relatedList`, `t.relatedConnection`, `t.listConnection`. A relation is
 * described as data in db/; the fields read it in batches, one statement a level however many rows stand above it.
 * Nothing here knows what the rows are about.
 */
import './global-types.ts';
import './fields.ts';

export { relationPlugin } from './plugin.ts';
