import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Affine, Grid, Vec3, VoxelBox } from '../contract/geometry.ts';
import type { TensorMessage } from '../contract/inference.ts';
import type { FusedRecipe } from '../onnx/index.ts';
import { affineFromColumns, multiplyAffines } from '../volume/affine.ts';
import { foregroundBox } from '../volume/foregroundBox.ts';
import { rasView, type RasView } from '../volume/orientation.ts';
import { boxShape, boxToRas, rasBoxAffine, readRasBox } from '../volume/reorient.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import { areaMatrix, transpose } from './areaMatrix.ts';

/** Everything that a recipe needs to know of a scan, and the fused graph's inputs. */
export interface PreparedInput {
  readonly view: RasView;
  /** What was cut out, along R, A and S. */
  readonly cropBoxRas: VoxelBox;
  /** The grid that the network works on, in patient space. */
  readonly networkGrid: Grid;
  readonly feeds: Readonly<Record<string, TensorMessage>>;
}

/** Which part of the scan the recipe looks at. Throws VolscopeError('input') where there is nothing in it. */
function cropBoxOf(volume: VoxelGrid, recipe: FusedRecipe): VoxelBox {
  const view = rasView(volume.grid.shapeIjk, volume.orientation);
  if (recipe.crop === 'none') return { start: [0, 0, 0], end: view.shapeRas };
  const box = foregroundBox(volume.voxelsHu, volume.grid.shapeIjk, recipe.intensity.fromHu);
  if (box) return boxToRas(box, view);
  throw new VolscopeError(
    'input',
    sentence`The scan has no voxel above ${recipe.intensity.fromHu} HU, so there is nothing to segment; check that it is a CT in Hounsfield units.`,
  );
}

/**
 * Brings a scan to RAS, cuts out the recipe's box and builds the resampling matrices from the geometry.
 * Tensor dims are listed slowest first, so [k, j, i]: voxels lie i (R) fastest.
 */
export function prepareInput(volume: VoxelGrid, recipe: FusedRecipe): PreparedInput {
  const view = rasView(volume.grid.shapeIjk, volume.orientation);
  const cropBoxRas = cropBoxOf(volume, recipe);
  const [ci, cj, ck] = boxShape(cropBoxRas);
  const [ni, nj, nk] = recipe.resample.shapeIjk;
  const crop = readRasBox(volume.voxelsHu, view, cropBoxRas);
  const matrix = (data: Float32Array, dims: number[]): TensorMessage => ({ type: 'float32', data, dims });
  const cropAffine = rasBoxAffine(volume.grid.affineIjkToRas, volume.grid.shapeIjk, view, cropBoxRas);
  return {
    view,
    cropBoxRas,
    networkGrid: {
      shapeIjk: recipe.resample.shapeIjk,
      affineIjkToRas: resizedAffine(cropAffine, [ci, cj, ck], recipe.resample.shapeIjk),
    },
    feeds: {
      volume: { type: crop instanceof Int16Array ? 'int16' : 'float32', data: crop, dims: [ck, cj, ci] },
      resampleI: matrix(transpose(areaMatrix(ci, ni), ni, ci), [ci, ni]),
      resampleJ: matrix(areaMatrix(cj, nj), [nj, cj]),
      resampleK: matrix(areaMatrix(ck, nk), [nk, ck]),
    },
  };
}

/** The affine of a grid that covers the same extent with another number of voxels. */
export function resizedAffine(affine: Affine, from: Vec3, to: Vec3): Affine {
  const ratio = from.map((n, axis) => n / to[axis]);
  const shift = ratio.map((r) => (r - 1) / 2);
  const scale = affineFromColumns(
    [
      [ratio[0], 0, 0],
      [0, ratio[1], 0],
      [0, 0, ratio[2]],
    ],
    [shift[0], shift[1], shift[2]],
  );
  return multiplyAffines(affine, scale);
}
