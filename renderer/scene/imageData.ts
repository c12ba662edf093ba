import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray';
import vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData';
import type { mat3 } from 'gl-matrix';
import type { Affine, Grid } from '../../main/contract/geometry.ts';
import { spacingMm, voxelStepRas } from '../geometry/grid.ts';

/**
 * vtk's image on this grid, sharing the voxels. World coordinates in every scene of this folder are the patient's,
 * RAS in mm, as the affine gives them.
 *
 * @param voxels i fastest
 * @param range smallest and largest value, or bounds of them: given, so that vtk need not search the volume
 */
export function toImageData(
  grid: Grid,
  voxels: Int16Array | Uint8Array,
  range: readonly [number, number],
): vtkImageData {
  const image = vtkImageData.newInstance();
  image.setDimensions([...grid.shapeIjk]);
  setGeometry(image, grid.affineIjkToRas);
  image.getPointData().setScalars(
    vtkDataArray.newInstance({
      name: 'voxels',
      numberOfComponents: 1,
      values: voxels,
      ranges: [{ min: range[0], max: range[1] }],
    } as Parameters<typeof vtkDataArray.newInstance>[0]),
  );
  return image;
}

/** vtk keeps the direction as three columns one after the other: the unit steps along i, j and k. */
function setGeometry(image: vtkImageData, affineIjkToRas: Affine): void {
  const spacing = spacingMm(affineIjkToRas);
  const columns = [0, 1, 2].flatMap((axis) =>
    voxelStepRas(affineIjkToRas, axis).map((step) => step / spacing[axis]!),
  );
  image.setOrigin([affineIjkToRas[3]!, affineIjkToRas[7]!, affineIjkToRas[11]!]);
  image.setSpacing([...spacing]);
  image.setDirection(new Float64Array(columns) as unknown as mat3);
}

/** Lets go of an image and its voxels: vtk otherwise keeps them alive through its own references. */
export function releaseImage(image: vtkImageData): void {
  image.getPointData().getScalars()?.delete();
  image.delete();
}
