import { type Check, isObject, listOf, number, object, wrong } from './check.ts';

const position = listOf(number, 2);
const ring = listOf(position, 4);
const bbox = listOf(number, 4);

/** By the type of geometry; https://www.rfc-editor.org/rfc/rfc7946#section-3.1 */
const COORDINATES = new Map<string, Check>([
  ['Point', position],
  ['LineString', listOf(position, 2)],
  ['Polygon', listOf(ring)],
  ['MultiPoint', listOf(position)],
  ['MultiLineString', listOf(listOf(position, 2))],
  ['MultiPolygon', listOf(listOf(ring))],
]);
const TYPES = [...COORDINATES.keys(), 'GeometryCollection', 'Feature', 'FeatureCollection'];

const simple: Check = (value, formats) => {
  const coordinates = isObject(value) ? COORDINATES.get(String(value.type)) : undefined;
  if (!isObject(value) || !coordinates) return wrongType(value);
  return object({ fields: { coordinates, bbox }, required: ['coordinates'], open: true })(value, formats);
};

const collection = object({
  fields: { geometries: listOf(simple), bbox },
  required: ['geometries'],
  open: true,
});

const geometry: Check = (value, formats) =>
  isObject(value) && value.type === 'GeometryCollection'
    ? collection(value, formats)
    : simple(value, formats);

const orNull =
  (check: Check): Check =>
  (value, formats) =>
    value === null ? null : check(value, formats);

const feature = object({
  fields: { geometry: orNull(geometry), properties: orNull(object({ fields: {}, open: true })), bbox },
  required: ['geometry', 'properties'],
  open: true,
});

const features = object({ fields: { features: listOf(feature), bbox }, required: ['features'], open: true });

/** https://www.rfc-editor.org/rfc/rfc7946 */
export const geoJson: Check = (value, formats) => {
  if (!isObject(value)) return wrong('GeoJSON', value);
  if (value.type === 'Feature') return feature(value, formats);
  if (value.type === 'FeatureCollection') return features(value, formats);
  return geometry(value, formats);
};

function wrongType(value: unknown) {
  if (!isObject(value)) return wrong('a GeoJSON geometry', value);
  return { ...wrong(`one of ${TYPES.join(', ')}`, value.type), path: ['type'] };
}
