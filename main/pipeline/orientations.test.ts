import { expect, test } from 'vitest';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { pasteBlock } from '../labels/block.ts';
import { affineFromColumns, affineSpacingMm } from '../volume/affine.ts';
import { rasView, type Orientation } from '../volume/orientation.ts';
import { boxFromRas, blockFromRas, rasBoxAffine, readRasBox } from '../volume/reorient.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder, type NiftiContent } from '../volume/testing.ts';
import type { Volume } from '../volume/volume.ts';
import { segmenter, smallScan } from './testing.ts';

const folder = temporaryFolder();
const { segment } = segmenter();

/** The sample's voxels and geometry in RAS. */
async function sampleInRas(): Promise<{ voxels: Int16Array; shapeRas: Vec3; affine: Affine }> {
  const { voxelsHu, grid, orientation } = await readNifti(smallScan.path);
  const view = rasView(grid.shapeIjk, orientation);
  const whole = { start: [0, 0, 0], end: view.shapeRas } as const;
  const affine = rasBoxAffine(grid.affineIjkToRas, grid.shapeIjk, view, whole);
  return { voxels: readRasBox(voxelsHu as Int16Array, view, whole), shapeRas: view.shapeRas, affine };
}

/** The same scan as a file whose voxel axes run along `orientation`. */
function storedAs(orientation: Orientation, ras: Awaited<ReturnType<typeof sampleInRas>>): NiftiContent {
  const shape: [number, number, number] = [0, 0, 0];
  orientation.forEach(({ worldAxis }, axis) => (shape[axis] = ras.shapeRas[worldAxis]));
  const values = blockFromRas(
    ras.voxels,
    { start: [0, 0, 0], end: ras.shapeRas },
    rasView(shape, orientation),
  );
  const spacing = affineSpacingMm(ras.affine);
  const origin: [number, number, number] = [ras.affine[3], ras.affine[7], ras.affine[11]];
  const columns = orientation.map(({ worldAxis, sign }) => {
    const column: [number, number, number] = [0, 0, 0];
    column[worldAxis] = sign * spacing[worldAxis];
    if (sign < 0) origin[worldAxis] += (ras.shapeRas[worldAxis] - 1) * spacing[worldAxis];
    return column;
  });
  const spacingMm = orientation.map(({ worldAxis }) => spacing[worldAxis]) as unknown as Vec3;
  return { shape, values, spacingMm, sform: affineFromColumns([columns[0], columns[1], columns[2]], origin) };
}

/** The mask on the scan's grid, brought to RAS to be compared. */
async function maskInRas(volume: Volume): Promise<Uint8Array> {
  const { scan } = await segment(volume);
  const mask = pasteBlock(scan.mask, volume.grid.shapeIjk);
  const view = rasView(volume.grid.shapeIjk, volume.orientation);
  const whole = { start: [0, 0, 0], end: view.shapeRas } as const;
  expect(boxFromRas(whole, view)).toEqual({ start: [0, 0, 0], end: volume.grid.shapeIjk });
  return readRasBox(mask, view, whole);
}

const sagittalFirst: Orientation = [
  { worldAxis: 2, sign: 1 },
  { worldAxis: 0, sign: -1 },
  { worldAxis: 1, sign: 1 },
];
const ras: Orientation = [
  { worldAxis: 0, sign: 1 },
  { worldAxis: 1, sign: 1 },
  { worldAxis: 2, sign: 1 },
];

test('the same scan stored LPS, RAS, superior-first and oblique has the same mask, voxel for voxel', async () => {
  const sample = await sampleInRas();
  const expected = await maskInRas(await readNifti(smallScan.path));
  expect(expected.some((voxel) => voxel > 0)).toBe(true);

  for (const orientation of [ras, sagittalFirst]) {
    const path = await folder.write('stored.nii', niftiBytes(storedAs(orientation, sample)));
    const volume = await readNifti(path);
    expect(volume.orientation).toEqual(orientation);
    expect(Buffer.compare(await maskInRas(volume), expected)).toBe(0);
  }

  // Oblique by 17 degrees, told by the qform alone: the voxels lie as in RAS, the affine is turned.
  const upright = storedAs(ras, sample);
  const half = (17 / 2) * (Math.PI / 180);
  const qform = { bcd: [0, 0, Math.sin(half)], offset: [-10, 20, 30], qfac: 1 } as const;
  const oblique = await folder.write('oblique.nii', niftiBytes({ ...upright, sform: undefined, qform }));
  const volume = await readNifti(oblique);
  expect(volume.header.affineSource).toBe('qform');
  expect(Buffer.compare(await maskInRas(volume), expected)).toBe(0);
}, 120_000);
