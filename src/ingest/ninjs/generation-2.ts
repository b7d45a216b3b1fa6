import { type Check, exactlyOne, listOf, moment, number, object, oneOf, text, uri, whole } from './check.ts';
import { ADVICES, RIGHTS_INFO } from './generation-1.ts';
import { geoJson } from './geo-json.ts';

const named = { name: text, rel: text, uri, literal: text };
const concept = object({ fields: named });

const contact = object({
  fields: {
    ...{ type: text, role: text, lang: text, name: text, value: text },
    address: object({
      fields: { lines: listOf(text), locality: text, area: text, postalcode: text, country: text },
    }),
  },
  rule: exactlyOne('value', 'address'),
});
const contactinfo = listOf(contact);
const symbol = object({ fields: { ticker: text, exchange: text, symboltype: uri, symbol: text } });
const resource = object({ fields: { role: text, title: text, language: text, contenttype: text } });
const said = { role: text, contenttype: text, value: text };

const rendition = object({
  fields: {
    ...{ name: text, href: uri, contenttype: text, title: text, format: text },
    ...{ height: number, width: number, sizeinbytes: number, duration: number },
    resources: listOf(resource),
  },
  required: ['name'],
});

const associated: Check = (value, formats) => ASSOCIATED(value, formats);

const FIELDS = {
  uri,
  type: oneOf('text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component'),
  representationtype: oneOf('full', 'partial'),
  pubstatus: oneOf('usable', 'withheld', 'canceled'),
  ...{ profile: text, version: text, language: text, urgency: number },
  ...{ firstcreated: moment, versioncreated: moment, contentcreated: moment, contentdigitised: moment },
  ...{ embargoed: moment, expires: moment },
  ...{ copyrightholder: text, copyrightnotice: text, usageterms: text, ednote: text },
  ...{ title: text, by: text, slugline: text, located: text },
  headlines: listOf(object({ fields: said, required: ['value'] })),
  descriptions: listOf(object({ fields: said, required: ['value'] })),
  bodies: listOf(object({ fields: { ...said, charcount: number, wordcount: number }, required: ['value'] })),
  people: listOf(object({ fields: { ...named, contactinfo } })),
  organisations: listOf(object({ fields: { ...named, symbols: listOf(symbol), contactinfo } })),
  places: listOf(object({ fields: { ...named, contactinfo, geojson: geoJson } })),
  subjects: listOf(
    object({ fields: { ...named, creator: text, relevance: whole(0, 100), confidence: whole(0, 100) } }),
  ),
  events: listOf(concept),
  objects: listOf(concept),
  infosources: listOf(object({ fields: { name: text, role: text, uri, literal: text, contactinfo } })),
  genres: listOf(object({ fields: { name: text, uri: text, literal: text } })),
  renditions: listOf(rendition),
  associations: listOf(associated),
  altids: listOf(object({ fields: { role: text, value: text } })),
  trustindicators: listOf(object({ fields: { role: uri, title: text, href: uri } })),
  standard: object({ fields: { name: text, version: text, schema: uri } }),
  rightsinfo: RIGHTS_INFO,
  advices: ADVICES,
};

const ASSOCIATED = object({ fields: { ...FIELDS, name: text }, required: ['name', 'uri'] });

/** ninjs 2.0 to 2.4: still lower case, but lists where 1.x had names with free endings. https://iptc.org/std/ninjs/ */
export const GENERATION_2 = object({ fields: FIELDS, required: ['uri'] });
