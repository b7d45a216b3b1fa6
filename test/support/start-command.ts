import packageJson from '../../package.json' with { type: 'json' };

/** With which `npm start` starts Node: what memory and speed are measured with. */
export const NODE_FLAGS: readonly string[] = packageJson.scripts.start.match(/--\S+/g) ?? [];
