/**
 * Parameters by which readers are counted, each named so by one campaign tool. What may be an article's own (`ref`, `source`,
 * `cmp`) is not among them: two addresses too many are a smaller loss than two articles in one.
 */
const COUNTED = new Set(
  `fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id rb_clickid wickedid mc_cid mc_eid
  mkt_tok vero_id vero_conv oly_anon_id oly_enc_id ml_subscriber ml_subscriber_hash _hsenc _hsmi hsctatracking _openstat
  __twitter_impression at_medium at_campaign xtor amp_js_v amp_gsa usqp`.split(/\s+/),
);
const COUNTED_KINDS = /^(?:utm_\w+|at_(?:custom|link_)\w+|ns_(?:mchannel|source|campaign|linkname|fee))$/;

/** An address as it is shown: it opens what was printed, without the tags by which readers are counted. Null for what is none. */
export function canonicalUrl(printed: string): string | null {
  const url = webAddress(printed);
  if (url === null) return null;
  const query = keptParts(url, (name) => !isCounted(name)).join('&');
  url.search = query && `?${query}`;
  if (!isRoute(url.hash)) url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * What two addresses of one article have in common, whichever they are printed as: http or https, with `www.`, for telephones,
 * as an AMP page or out of an AMP cache. Never to be opened. Null for what is no address, and for a site's front page, which
 * pages without an address of their own name as theirs.
 */
export function urlKey(printed: string): string | null {
  const shown = canonicalUrl(printed);
  if (shown === null) return null;
  const url = outOfCache(new URL(shown));
  const path = withoutAmp(unescaped(url.pathname)).replace(/\/+$/, '');
  const query = keptParts(url, isPlain).map(unescaped).sort().join('&');
  if (path === '' && query === '' && url.hash === '') return null;
  return `${hostKey(url)}${path}${query && `?${query}`}${url.hash}`;
}

/** Whether it opens the page that is made for telephones or caches. */
export function isAmpUrl(printed: string): boolean {
  const url = webAddress(printed);
  if (url === null) return false;
  const plain = keptParts(url, isPlain).length === keptParts(url, () => true).length;
  return !plain || url.hostname.startsWith('amp.') || withoutAmp(url.pathname) !== url.pathname;
}

function webAddress(printed: string): URL | null {
  if (!URL.canParse(printed)) return null;
  const url = new URL(printed);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}

function isCounted(name: string): boolean {
  const folded = name.toLowerCase();
  return COUNTED.has(folded) || COUNTED_KINDS.test(folded);
}

/** Some sites keep the article's place behind `#!` or `#/`. */
function isRoute(hash: string): boolean {
  return /^#(?:!.|\/.)/.test(hash);
}

/** As they are written: `URLSearchParams` would write them anew, and some servers want them as they were. */
function keptParts(url: URL, keep: (name: string, value: string) => boolean): string[] {
  const parts = url.search.slice(1).split('&');
  return parts.filter((part) => {
    const [name = '', ...value] = unescaped(part).split('=');
    return part !== '' && keep(name, value.join('='));
  });
}

function isPlain(name: string, value: string): boolean {
  if (name === 'amp') return !['', '1', 'true'].includes(value);
  return !(name.toLowerCase() === 'outputtype' && value.toLowerCase() === 'amp');
}

/** Without the port that goes without saying. A site answers alike to these names, and never with another article. */
function hostKey({ hostname, port }: URL): string {
  let host = hostname.replace(/\.$/, '');
  for (;;) {
    const [, rest] = /^(?:www|amp|m|mobile)\.(.+\..+)$/.exec(host) ?? [];
    if (rest === undefined || isNumeric(rest)) break;
    host = rest;
  }
  return port === '' || port === '80' || port === '443' ? host : `${host}:${port}`;
}

function isNumeric(host: string): boolean {
  return /^[\d.]+$/.test(host);
}

/** `/c/s/www.orsk.example/story` of an AMP cache or viewer stands for that page. */
function outOfCache(url: URL): URL {
  const ofCache = /\.(?:cdn\.ampproject\.org|bing-amp\.com)$/.test(url.hostname)
    ? /^\/[cv](?:\/s)?\/(.+)$/
    : /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname)
      ? /^\/amp(?:\/s)?\/(.+)$/
      : null;
  const [, inner] = ofCache?.exec(url.pathname) ?? [];
  if (inner === undefined) return url;
  const shown = canonicalUrl(`https://${inner}${url.search}`);
  return shown === null || !new URL(shown).hostname.includes('.') ? url : outOfCache(new URL(shown));
}

/** `/story/amp`, `/amp/story`, `/story.amp.html`, `/story.amp`. */
function withoutAmp(path: string): string {
  const plain = path
    .replace(/^\/amp(?=\/)/, '')
    .replace(/\/amp\/*$/, '')
    .replace(/\.amp(?=\.html$|$)/, '');
  return plain === path ? path : withoutAmp(plain);
}

/** Escapes of letters, figures and `-._~` mean the same as these: https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 */
function unescaped(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const letter = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[\w.~-]/.test(letter) ? letter : escaped.toUpperCase();
  });
}
