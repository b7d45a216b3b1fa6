import { enableCompileCache } from 'node:module';

// What is loaded after it is compiled once a machine; where the folder can't be written, each time.
enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/node-compile`);
await import('./start.ts');
