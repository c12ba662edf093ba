import type { Surface } from '../../contract/labels.ts';
import type { Grid } from '../../contract/geometry.ts';
import { emptyBlock } from '../block.ts';
import { cutMask, valueBox } from '../edit/segmentMask.ts';
import { labelSurface } from './labelSurface.ts';

/** The surface of one value of a label map (uint8, on `grid`, i fastest); see `labelSurface`. */
export function segmentSurface(labels: Uint8Array, grid: Grid, value: number): Surface {
  const box = valueBox(labels, grid.shapeIjk, value);
  return labelSurface(box ? cutMask(labels, grid.shapeIjk, value, box) : emptyBlock(), grid);
}
