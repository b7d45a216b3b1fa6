export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The first tabs of GraphiQL. Each answers on the sample corpus. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `# Newsgraph: who said what, when, where, about which event, and which article says so.
{
  __typename
}
`,
  },
];
