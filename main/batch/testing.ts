import { readFileSync } from 'node:fs';
import { smallScan } from '../pipeline/testing.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes } from '../volume/testing.ts';

export { installQuickModel } from './quickModel.ts';

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
