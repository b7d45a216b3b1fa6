import {
  anyObject,
  type Check,
  exactlyOne,
  listOf,
  moment,
  number,
  object,
  oneOf,
  text,
  uri,
  whole,
} from './check.ts';

const named = { name: text, rel: text, scheme: uri, code: text };
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
const coded = object({ fields: { code: text, scheme: uri } });

const rendition = object({
  fields: {
    ...{ href: uri, mimetype: text, title: text, format: text },
    ...{ height: number, width: number, sizeinbytes: number, duration: number },
    resources: listOf(resource),
  },
});

/** Of the drafts that IPTC tries out under 1.x and 2.x. */
export const ADVICES = listOf(
  object({
    fields: {
      role: oneOf('publish'),
      environments: listOf(object({ fields: { code: text, scheme: uri }, open: true })),
      importance: coded,
      lifetime: coded,
    },
  }),
);

/** Open up to 2.x; 3.0 closed it. */
export const RIGHTS_INFO = object({
  fields: { langid: uri, linkedrights: uri, encodedrights: text },
  open: true,
  rule: exactlyOne('linkedrights', 'encodedrights'),
});

const associated: Check = (value, formats) => GENERATION_1(value, formats);

/** ninjs 1.0 to 1.8: lower-case names, one value of each, free endings for the several texts. https://iptc.org/std/ninjs/ */
export const GENERATION_1 = object({
  fields: {
    uri,
    type: oneOf('text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component'),
    representationtype: oneOf('complete', 'incomplete'),
    pubstatus: oneOf('usable', 'withheld', 'canceled'),
    ...{ mimetype: text, profile: text, version: text, language: text },
    ...{ firstcreated: moment, versioncreated: moment, contentcreated: moment, contentdigitised: moment },
    ...{ embargoed: moment, expires: moment, urgency: number, charcount: number, wordcount: number },
    ...{ copyrightholder: text, copyrightnotice: text, usageterms: text, ednote: text },
    ...{ title: text, byline: text, headline: text, slugline: text, located: text },
    person: listOf(object({ fields: { ...named, contactinfo } })),
    organisation: listOf(object({ fields: { ...named, symbols: listOf(symbol), contactinfo } })),
    place: listOf(
      object({ fields: { ...named, contactinfo }, named: [[/^geometry_[a-zA-Z0-9_]/, anyObject]] }),
    ),
    subject: listOf(
      object({ fields: { ...named, creator: text, relevance: whole(0, 100), confidence: whole(0, 100) } }),
    ),
    event: listOf(concept),
    object: listOf(concept),
    infosource: listOf(object({ fields: { ...named, contactinfo } })),
    genre: listOf(object({ fields: { name: text, scheme: uri, code: text } })),
    renditions: object({ fields: {}, named: [[/^[a-zA-Z0-9_]/, rendition]] }),
    associations: object({ fields: {}, named: [[/^[a-zA-Z0-9_]/, associated]] }),
    altids: anyObject,
    trustindicator: listOf(object({ fields: { scheme: uri, code: text, title: text, href: uri } })),
    $standard: object({ fields: { name: text, version: text, schema: uri } }),
    rightsinfo: RIGHTS_INFO,
    advices: ADVICES,
  },
  // The schemas' expressions have no end: any character may follow the first one of the ending.
  named: [[/^(?:description|body|headline)_[a-zA-Z0-9_]/, text]],
  required: ['uri'],
});
