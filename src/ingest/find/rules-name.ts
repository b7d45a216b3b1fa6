/** As stored beside all that the rules tell. In a file of its own: who has texts read by other threads does without the rules. */
export const RULES = { name: 'rules', version: '4' } as const;
