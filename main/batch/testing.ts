import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestSchema } from '../contract/manifest.ts';
import { smallScan } from '../pipeline/testing.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes } from '../volume/testing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The bundled network with a smaller grid, installed as `quick` in an application-data folder: a tenth of a second a scan. */
export function installQuickModel(home: string): void {
  const source = join(root, 'models', 'spleen-monai-tutorial');
  const target = join(home, 'models', 'quick');
  mkdirSync(target, { recursive: true });
  cpSync(join(source, 'model.onnx'), join(target, 'model.onnx'));
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8')));
  const steps = manifest.recipe.steps.map((step) =>
    step.kind === 'resize' ? { ...step, shapeIjk: [64, 64, 64] as const } : step,
  );
  const quick = { ...manifest, id: 'quick', recipe: { ...manifest.recipe, steps } };
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(quick));
}

/** Number of voxels of the small scans. */
export const SMALL_SHAPE = [64, 64, 30] as const;

/**
 * Small scans cut out of the sample around its spleen, each at another place. Gives the bytes of their .nii files, LPS as
 * the sample is.
 */
export async function smallScans(count: number): Promise<Uint8Array[]> {
  const { voxelsHu, header } = await readNifti(smallScan.path);
  const [ni, nj] = header.shapeIjk;
  const [si, sj, sk] = SMALL_SHAPE;
  return Array.from({ length: count }, (_, n) => {
    const [i0, j0, k0] = [153 + (n % 7), 110 + (Math.floor(n / 7) % 7), 3 + Math.floor(n / 49)];
    const values = new Int16Array(si * sj * sk);
    for (let k = 0; k < sk; k++)
      for (let j = 0; j < sj; j++) {
        const row = ((k0 + k) * nj + j0 + j) * ni + i0;
        values.set(new Int16Array(voxelsHu.subarray(row, row + si)), (k * sj + j) * si);
      }
    return niftiBytes({ shape: SMALL_SHAPE, values, sform: header.affineIjkToRas });
  });
}

/** The process ids of a process's children (Linux). */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.split(' ').filter(Boolean).map(Number);
}
