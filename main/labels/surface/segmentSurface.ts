import type { Surface } from '../../contract/labels.ts';
import type { Grid } from '../../contract/geometry.ts';
import { emptyBlock } from '../block.ts';
import { cutMask, valueBox } from '../edit/segmentMask.ts';
import { labelSurface } from './labelSurface.ts';

/**
 * The surface of one value of a label map (uint8, on `grid`, i fastest); see `labelSurface`.
 *
 * @param box holds every voxel of that value, where that is known; the whole map is searched where it is left out
 */
export function segmentSurface(
  labels: Uint8Array,
  grid: Grid,
  value: number,
  box = valueBox(labels, grid.shapeIjk, value),
): Surface {
  return labelSurface(box ? cutMask(labels, grid.shapeIjk, value, box) : emptyBlock(), grid);
}
