/** FNV-1a over UTF-16 code units, 32 bits. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Of a feature: which template, and one or two facts. Spread over 32 bits. */
export function mixed(template: number, one: number, two = 0): number {
  let hash = Math.imul(template, 0x9e3779b1) ^ Math.imul(one, 0x85ebca6b) ^ Math.imul(two, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
