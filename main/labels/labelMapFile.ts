import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Grid } from '../contract/geometry.ts';
import { isSameGrid } from '../volume/grid.ts';
import type { Volume } from '../volume/volume.ts';

export interface LabelMapFile {
  readonly grid: Grid;
  /** uint8, i fastest, on `grid`. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** The values other than 0 that occur, ascending. */
  readonly values: readonly number[];
}

/**
 * A NIfTI file that was read by `readNifti` as a label map. Throws VolscopeError('input') where its values are not whole
 * numbers from 0 to 255.
 */
export function labelMapOf(
  { grid, voxelsHu }: Pick<Volume, 'grid' | 'voxelsHu'>,
  name: string,
): LabelMapFile {
  const labels = new Uint8Array(voxelsHu.length);
  const occurs = new Uint8Array(256);
  for (let n = 0; n < labels.length; n++) {
    const value = voxelsHu[n];
    labels[n] = value;
    if (labels[n] !== value)
      throw new VolscopeError(
        'input',
        sentence`${name} is no label map: it holds the value ${value}, and labels are whole numbers from 0 to 255; open it as a scan or convert it to uint8.`,
      );
    occurs[value] = 1;
  }
  return { grid, labels, values: valuesOf(occurs) };
}

function valuesOf(occurs: Uint8Array): number[] {
  return [...occurs.keys()].filter((value) => value > 0 && occurs[value] === 1);
}

/** More structures than any public atlas of CT has; a picture of grey values has nearly all 256. */
const MOST_VALUES = 200;
const NIFTI_INTENT_LABEL = 1002;
const namesOfLabelMaps =
  /(^|[^a-z])(mask|masks|seg|segs|segmentation|segmentations|label|labels|labelmap|roi)([^a-z]|$)/i;

/**
 * Whether a dropped file is likely to be meant as a mask: it holds few whole numbers from 0 to 255, and lies on the grid of
 * an open scan, is named as one ("mask", "seg", "label", "roi"), or says so in its header (NIFTI_INTENT_LABEL, nifti1.h).
 *
 * @param openGrids the grids of the scans that are open
 */
export function isLabelMapLike(
  { grid, voxelsHu, header }: Pick<Volume, 'grid' | 'voxelsHu' | 'header'>,
  name: string,
  openGrids: readonly Grid[],
): boolean {
  const { bytes, littleEndian } = header;
  const intent = new DataView(bytes.buffer, bytes.byteOffset).getInt16(68, littleEndian);
  const isMeant =
    intent === NIFTI_INTENT_LABEL ||
    namesOfLabelMaps.test(name) ||
    openGrids.some((open) => isSameGrid(open, grid));
  return isMeant && holdsFewLabels(voxelsHu);
}

/** A scan is told by its first voxels: they are below 0. */
function holdsFewLabels(voxels: Int16Array | Float32Array): boolean {
  const occurs = new Uint8Array(256);
  for (let n = 0; n < voxels.length; n++) {
    const value = voxels[n];
    if (!(value >= 0 && value <= 255) || value !== Math.floor(value)) return false;
    occurs[value] = 1;
  }
  return valuesOf(occurs).length <= MOST_VALUES;
}
