import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const inRoot = (...parts) => join(root, ...parts);
/** What the scripts download and remember; safe to delete. */
export const cache = inRoot('.cache');
export const sampleScan = inRoot('samples', 'cptac-pda_C3N-00249_ct_small.nii.gz');
