export interface Rendition {
  readonly name: string;
  readonly href: string | null;
  /** The media type; null where it is not said. */
  readonly contentType: string | null;
  readonly title: string | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|tiff?|bmp|avif|svg)(?:[?#]|$)/i;
const SMALL = /thumb|icon|small|preview|low|square/i;

export function isPicture({ href, contentType, name }: Rendition): boolean {
  if (contentType !== null) return /^image\//i.test(contentType.trim());
  return href !== null && (PICTURE.test(href) || SMALL.test(name));
}

/** The address of the largest picture; null where none has an http address. */
export function largestPicture(renditions: readonly Rendition[]): string | null {
  const pictures = renditions.filter((each) => isPicture(each) && isHttp(each.href));
  const best = pictures.reduce<Rendition | null>(
    (largest, each) => (largest === null || isLarger(each, largest) ? each : largest),
    null,
  );
  return best?.href ?? null;
}

export function isHttp(address: string | null): address is string {
  return address !== null && /^https?:\/\/\S+$/i.test(address) && URL.canParse(address);
}

function isLarger(a: Rendition, b: Rendition): boolean {
  const sizes = [
    [a.width * a.height, b.width * b.height],
    [a.bytes, b.bytes],
    [SMALL.test(a.name) ? 0 : 1, SMALL.test(b.name) ? 0 : 1],
  ] as const;
  const telling = sizes.find(([left, right]) => left !== right);
  return telling !== undefined && telling[0] > telling[1];
}
