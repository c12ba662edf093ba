import { basename } from 'node:path';
import type { Agreement, SegmentAgreement } from '../contract/agreement.ts';
import { VolscopeError } from '../contract/errors.ts';
import { tightBox } from '../edits/box.ts';
import { agreementOf } from '../labels/agreement.ts';
import { wholeBox } from '../labels/block.ts';
import { labelMapOf } from '../labels/labelMapFile.ts';
import { pairSegments } from '../labels/pairSegments.ts';
import { affineDeterminant, affineSpacingMm } from '../volume/affine.ts';
import { isSameGrid } from '../volume/grid.ts';
import { readNifti } from '../volume/readNifti.ts';

/** `volscope compare A B`: how far two label files on one grid agree, label by label. */
export async function compare(pathA: string, pathB: string, options: { json?: boolean }): Promise<void> {
  const [a, b] = [await readLabels(pathA), await readLabels(pathB)];
  if (!isSameGrid(a.grid, b.grid))
    throw new VolscopeError(
      'input',
      `${a.name} and ${b.name} lie on different grids; compare masks of one scan, on the scan's own grid.`,
    );
  const { shapeIjk, affineIjkToRas } = a.grid;
  const grid = {
    shapeIjk,
    spacingMm: affineSpacingMm(affineIjkToRas),
    voxelVolumeMm3: Math.abs(affineDeterminant(affineIjkToRas)),
  };
  const agreement: Agreement = {
    ...{ a: a.name, b: b.name },
    segments: agreementOf(a, b, grid, pairSegments(a.named, b.named, true)),
  };
  process.stdout.write(options.json ? `${JSON.stringify(agreement, null, 2)}\n` : asTable(agreement));
}

async function readLabels(path: string) {
  const name = basename(path);
  const { grid, labels, values } = labelMapOf(await readNifti(path), name);
  const box = tightBox(labels, grid.shapeIjk, wholeBox(grid.shapeIjk));
  return { name, grid, labels, box, named: values.map((value) => ({ value, name: `Label ${value}` })) };
}

type Column = readonly [heading: string, text: (segment: SegmentAgreement) => string];

const shown = (value: number | null, digits: number) => (value === null ? '-' : value.toFixed(digits));
const columns: readonly Column[] = [
  ['label', ({ name }) => name],
  ['A mL', ({ mlA }) => shown(mlA, 2)],
  ['B mL', ({ mlB }) => shown(mlB, 2)],
  ['B-A mL', ({ differenceMl }) => shown(differenceMl, 2)],
  ['B-A %', ({ differencePercent }) => shown(differencePercent, 1)],
  ['Dice', ({ dice }) => shown(dice, 4)],
  ['Jaccard', ({ jaccard }) => shown(jaccard, 4)],
  ['surface mm', ({ meanSurfaceMm }) => shown(meanSurfaceMm, 2)],
  ['95 % mm', ({ hausdorff95Mm }) => shown(hausdorff95Mm, 2)],
];

function asTable({ a, b, segments }: Agreement): string {
  if (segments.length === 0) return `A ${a}\nB ${b}\nNeither has a label.\n`;
  const rows = [
    columns.map(([heading]) => heading),
    ...segments.map((one) => columns.map(([, of]) => of(one))),
  ];
  const widths = columns.map((_, n) => Math.max(...rows.map((row) => row[n].length)));
  const line = (row: readonly string[]) =>
    row.map((text, n) => (n === 0 ? text.padEnd(widths[n]) : text.padStart(widths[n]))).join('  ');
  return [`A ${a}`, `B ${b}`, ...rows.map(line)].map((text) => `${text.trimEnd()}\n`).join('');
}
