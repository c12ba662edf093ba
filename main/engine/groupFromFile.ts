import { randomUUID } from 'node:crypto';
import type { LabelBlock } from '../contract/labels.ts';
import { cutBlock, wholeBox } from '../labels/block.ts';
import { tightBox } from '../edits/box.ts';
import { labelMapOf } from '../labels/labelMapFile.ts';
import { distinctColour } from '../contract/segmentColours.ts';
import { resampleLabels } from '../labels/resampleLabels.ts';
import { isSameGrid } from '../volume/grid.ts';
import type { Volume } from '../volume/volume.ts';
import { LabelGroup } from './labelGroup.ts';

/**
 * The segments of a label file as a group of a scan; undefined where none of its labels lies in the scan.
 * @throws VolscopeError('input') where the file's values are no labels
 */
export function groupFromFile(file: Volume, name: string, scan: Volume): LabelGroup | undefined {
  const { grid, labels } = labelMapOf(file, name);
  const block: LabelBlock = isSameGrid(grid, scan.grid)
    ? cutBlock(labels, grid.shapeIjk, tightBox(labels, grid.shapeIjk, wholeBox(grid.shapeIjk)))
    : resampleLabels(labels, grid, scan.grid);
  const values = [...new Set(block.voxels)].filter((value) => value > 0).sort((a, b) => a - b);
  if (values.length === 0) return undefined;
  const colours: string[] = [];
  const segments = values.map((value) => {
    const colour = distinctColour(colours);
    colours.push(colour);
    return { value, name: values.length === 1 ? stemOf(name) : `Label ${value}`, colour, locked: false };
  });
  const about = { groupId: `file ${randomUUID()}`, name, origin: 'file', segments, report: null } as const;
  return new LabelGroup(scan, { ...about, segments }, block);
}

const stemOf = (name: string) => name.replace(/\.nii(\.gz)?$/i, '').slice(0, 60);
