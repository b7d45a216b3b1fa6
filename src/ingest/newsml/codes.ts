import { conceptUri } from '../agency/concept-uri.ts';
import { attributeOf, childrenOf, type XmlElement } from './xml.ts';

/** The vocabularies of IPTC's own catalog, which items refer to and do not repeat: https://cv.iptc.org/newscodes/ */
const IPTC = new Map(
  Object.entries({
    stat: 'pubstatusg2',
    ninat: 'ninature',
    cinat: 'cinature',
    plinat: 'plinature',
    cpnat: 'cpnature',
    medtop: 'mediatopic',
    subj: 'subjectcode',
    genre: 'genre',
    nprov: 'newsprovider',
    rnd: 'rendition',
    irel: 'itemrelation',
    sig: 'signal',
  }).map(([alias, scheme]) => [alias, `http://cv.iptc.org/newscodes/${scheme}/`]),
);
IPTC.set('iso3166-1a2', 'http://cvx.iptc.org/iso3166-1a2/');
IPTC.set('iso3166-1a3', 'http://cvx.iptc.org/iso3166-1a3/');

export type Catalog = ReadonlyMap<string, string>;

/** IPTC's aliases and those that an item or message spells out. A catalog that is only referred to is not fetched. */
export function catalogOf(...holders: readonly (XmlElement | null)[]): Catalog {
  const spelt = holders
    .flatMap((holder) => childrenOf(holder, 'catalog'))
    .flatMap((each) => childrenOf(each, 'scheme'));
  const named = spelt.flatMap((scheme): [string, string][] => {
    const [alias, uri] = [attributeOf(scheme, 'alias'), attributeOf(scheme, 'uri')];
    return alias && uri ? [[alias, uri]] : [];
  });
  return new Map([...IPTC, ...named]);
}

/** "medtop:20000341" as an address where its alias is known, else as it is printed. */
export function resolved(qcode: string, catalog: Catalog): string {
  const [, alias = '', code = ''] = /^([^:]+):(.+)$/s.exec(qcode) ?? [];
  const scheme = catalog.get(alias);
  return scheme ? conceptUri(`${scheme}${code}`) : qcode;
}

/** The identifier of whatever an element stands for: its URI, its code, or null for a name alone. */
export function identifierOf(element: XmlElement | null, catalog: Catalog): string | null {
  const uri = attributeOf(element, 'uri');
  if (uri) return conceptUri(uri);
  const qcode = attributeOf(element, 'qcode');
  return qcode ? resolved(qcode, catalog) : null;
}

/** "picture" of `ninat:picture` and of its address. */
export function codeOf(element: XmlElement | null, attribute = 'qcode'): string | null {
  const said =
    attributeOf(element, attribute) ??
    attributeOf(element, attribute === 'qcode' ? 'uri' : `${attribute}uri`);
  return said?.replace(/\/+$/, '').split(/[:/#]/).at(-1) || null;
}
