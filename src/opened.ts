/** What a process has open, in the order of opening: how each is closed. */
export type Opened = (() => Promise<void>)[];
