import { randomUUID } from 'node:crypto';
import type { Agreement, DifferenceNames } from '../contract/agreement.ts';
import { distinctColour } from '../contract/segmentColours.ts';
import { agreementOf } from '../labels/agreement.ts';
import { differencesOf, differenceValues } from '../labels/differences.ts';
import { pairSegments, type SegmentPair } from '../labels/pairSegments.ts';
import { affineDeterminant, affineSpacingMm } from '../volume/affine.ts';
import { LabelGroup } from './labelGroup.ts';

/** How far two groups of segments of one scan agree, as they are now. */
export function groupAgreement(a: LabelGroup, b: LabelGroup): Agreement {
  const { shapeIjk, affineIjkToRas } = a.scan.grid;
  const grid = {
    shapeIjk,
    spacingMm: affineSpacingMm(affineIjkToRas),
    voxelVolumeMm3: Math.abs(affineDeterminant(affineIjkToRas)),
  };
  return { a: a.about.name, b: b.about.name, segments: agreementOf(a, b, grid, pairsOf(a, b)) };
}

/** Where two groups of segments of one scan differ, as a group of its own; undefined where they are alike. */
export function groupDifferences(
  a: LabelGroup,
  b: LabelGroup,
  names: DifferenceNames,
): LabelGroup | undefined {
  const block = differencesOf(a, b, a.scan.grid.shapeIjk, pairsOf(a, b));
  if (block.voxels.length === 0) return undefined;
  const colours: string[] = [];
  const segments = Object.entries(differenceValues).map(([what, value]) => {
    const colour = distinctColour(colours);
    colours.push(colour);
    return { value, name: names[what as keyof DifferenceNames], colour, locked: false };
  });
  const found = segments.filter(({ value }) => block.voxels.includes(value));
  const about = { groupId: `difference ${randomUUID()}`, name: names.group, origin: 'difference' } as const;
  return new LabelGroup(a.scan, { ...about, segments: found, report: null }, block);
}

function pairsOf({ about: a }: LabelGroup, { about: b }: LabelGroup): SegmentPair[] {
  // A label file has numbers where others have names.
  return pairSegments(a.segments, b.segments, a.origin === 'file' || b.origin === 'file');
}
