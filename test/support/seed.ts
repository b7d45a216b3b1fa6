import fc from 'fast-check';

/** What is drawn is the same in each run, so that a run fails by what was changed and not by chance; another number draws anew. */
export const SEED = Number(process.env.FUZZ_SEED ?? 2_026);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
