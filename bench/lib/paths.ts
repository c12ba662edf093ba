import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The same two folders up from bench/lib and from dist/bench, where the bundle lies. */
const root = fileURLToPath(new URL('../..', import.meta.url));

export const inRoot = (...parts: string[]) => join(root, ...parts);
/** What the benchmarks download, make and remember; safe to delete. */
export const inCache = (...parts: string[]) => inRoot('.cache', ...parts);
/** Results: JSON, plots. */
export const inOut = (...parts: string[]) => inRoot('out', 'bench', ...parts);
/** A built entry of this benchmark, started as a process of its own. */
export const inBuild = (name: string) => inRoot('dist', 'bench', `${name}.mjs`);

/** The tutorial's checkpoint as MONAI publishes it: what the reference runs. */
export const checkpoint = inRoot('fixtures', 'monai_tutorial_spleen_3dunet.pt');

const shared = inRoot('..', 'shared');
const largeScan = join(shared, 'data', 'cptac-pda_C3N-00249_ct.nii.gz');
const sharedReference = join(shared, 'reference', 'monai_reference.py');

/** The 29 MB scan where it is at hand, else the sample that comes with Volscope. */
export const scan = existsSync(largeScan)
  ? largeScan
  : inRoot('samples', 'cptac-pda_C3N-00249_ct_small.nii.gz');

/** The tutorial's pipeline in MONAI and PyTorch as this project has written it down: on the CPU or a GPU. */
export const ownReference = inRoot('bench', 'reference', 'monai_pipeline.py');
/** The same by other hands, preferred where it is at hand. */
export const monaiReference = existsSync(sharedReference) ? sharedReference : ownReference;
