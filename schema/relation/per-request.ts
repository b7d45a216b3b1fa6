/**
 * Something that each request has for itself, by its context. It is kept on the context and not in a `WeakMap`: one that lives long keeps what
 * came into it until the next full collection, and all of the request with it.
 */
export function perRequest<V>(make: () => V): (context: object) => V {
  const key = Symbol('of this request');
  return (context) => {
    const known = (context as Readonly<Record<symbol, V | undefined>>)[key];
    if (known !== undefined) return known;
    const value = make();
    // What is spread from a context is another context.
    Object.defineProperty(context, key, { value });
    return value;
  };
}
