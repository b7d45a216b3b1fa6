import { type Check, exactlyOne, listOf, moment, number, object, oneOf, text, uri, whole } from './check.ts';
import { datesOf } from './dates.ts';
import { geoJson } from './geo-json.ts';

const named = { name: text, rel: text, uri, literal: text };
const concept = object({ fields: named });
const newsType = oneOf(
  ...['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component', 'event', 'planning'],
);
const pubStatus = oneOf('usable', 'withheld', 'canceled');
const urgency = whole(1, 9);

const contact = object({
  fields: {
    ...{ type: text, role: text, lang: text, name: text, value: text },
    address: object({
      fields: { lines: listOf(text), locality: text, area: text, postalCode: text, country: text },
    }),
  },
  rule: exactlyOne('value', 'address'),
});
const contactInfo = listOf(contact);
const symbol = object({ fields: { exchange: text, symbolType: uri, symbol: text } });
const organisation = object({ fields: { ...named, symbols: listOf(symbol), contactInfo } });
const resource = object({ fields: { role: text, title: text, language: text, contentType: text } });
const said = { role: text, contentType: text, value: text };

const rendition = object({
  fields: {
    ...{ name: text, href: uri, contentType: text, title: text, format: text, aspectRatio: text },
    ...{ width: whole(), height: whole(), sizeInBytes: whole(), duration: number, frameRate: number },
    ...{ videoCodec: text, transportProtocol: text, bitrate: text },
    scanType: oneOf('progressive', 'interlaced'),
    poi: object({ fields: { x: whole(), y: whole() } }),
    resources: listOf(resource),
    extensions: object({ fields: {}, named: [[/^/, text]] }),
  },
  required: ['name'],
});

const commissioned = object({
  fields: { by: text, on: moment, references: listOf(object({ fields: { name: text, value: text } })) },
});

const plannedCoverage = object({
  fields: {
    ...{ uri, title: text, pubStatus, type: newsType, urgency, commissioned, dates: datesOf },
    ...{ edNote: text, language: text, wordCount: whole(), exclAudience: listOf(text) },
    audiences: listOf(object({ fields: { audience: text, significance: whole() } })),
    itemCount: object({ fields: { rangeFrom: whole(), rangeTo: whole() } }),
    renditions: listOf(rendition),
  },
});

const associated: Check = (value, formats) => ASSOCIATED(value, formats);

const FIELDS = {
  ...{ uri, type: newsType, pubStatus, urgency },
  representationType: oneOf('full', 'partial'),
  ...{ profile: text, version: text, language: text },
  ...{ firstCreated: moment, versionCreated: moment, contentCreated: moment, contentDigitised: moment },
  ...{ embargoedUntil: moment, expires: moment },
  ...{ copyrightHolder: text, copyrightNotice: text, usageTerms: text, edNote: text },
  ...{ title: text, by: text, slugline: text, located: text },
  headlines: listOf(object({ fields: said, required: ['value'] })),
  descriptions: listOf(object({ fields: said, required: ['value'] })),
  bodies: listOf(
    object({ fields: { ...said, charCount: whole(), wordCount: whole() }, required: ['value'] }),
  ),
  people: listOf(object({ fields: { ...named, contactInfo } })),
  organisations: listOf(organisation),
  places: listOf(object({ fields: { ...named, contactInfo, geoJSON: geoJson } })),
  subjects: listOf(
    object({ fields: { ...named, creator: text, relevance: whole(0, 100), confidence: whole(0, 100) } }),
  ),
  events: listOf(object({ fields: { ...named, id: text } })),
  objects: listOf(concept),
  eventDetails: object({
    fields: { eventStatus: uri, plannedCoverageStatus: uri, dates: datesOf, organiser: organisation },
  }),
  plannedCoverage: listOf(plannedCoverage),
  infoSources: listOf(object({ fields: { name: text, role: text, uri, literal: text, contactInfo } })),
  genres: listOf(object({ fields: { name: text, uri: text, literal: text } })),
  renditions: listOf(rendition),
  associations: listOf(associated),
  altIds: listOf(object({ fields: { role: text, value: text } })),
  trustIndicators: listOf(object({ fields: { role: uri, title: text, href: uri } })),
  standard: object({ fields: { name: text, version: text, schema: uri } }),
  rightsInfo: object({
    fields: { langId: uri, linkedRights: uri, encodedRights: text },
    rule: exactlyOne('linkedRights', 'encodedRights'),
  }),
  digitalSourceType: object({ fields: { name: text, uri, literal: text } }),
};

const ASSOCIATED = object({ fields: { ...FIELDS, name: text, rel: text }, required: ['name', 'uri'] });

/** ninjs 3.0 to 3.3: camel case, events and planned coverage. https://iptc.org/std/ninjs/ */
export const GENERATION_3 = object({ fields: FIELDS, required: ['uri'] });
