/** How far a server opens itself to those who ask. */
export type Profile = 'development' | 'public' | 'trusted';

export interface Openness {
  readonly graphiql: boolean;
  readonly introspection: boolean;
  /** GET takes any query, not only persisted ones. */
  readonly anyGet: boolean;
  readonly persistedOnly: boolean;
  /** "Did you mean …" in errors, which lets a stranger guess names. */
  readonly suggestions: boolean;
}

export const OPENNESS: Readonly<Record<Profile, Openness>> = {
  development: { graphiql: true, introspection: true, anyGet: true, persistedOnly: false, suggestions: true },
  public: { graphiql: true, introspection: true, anyGet: false, persistedOnly: false, suggestions: false },
  trusted: { graphiql: false, introspection: false, anyGet: false, persistedOnly: true, suggestions: false },
};
