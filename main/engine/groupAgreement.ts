import type { Agreement } from '../contract/agreement.ts';
import { agreementOf } from '../labels/agreement.ts';
import { pairSegments } from '../labels/pairSegments.ts';
import { affineDeterminant, affineSpacingMm } from '../volume/affine.ts';
import type { LabelGroup } from './labelGroup.ts';

/** How far two groups of segments of one scan agree, as they are now. */
export function groupAgreement(a: LabelGroup, b: LabelGroup): Agreement {
  const { shapeIjk, affineIjkToRas } = a.scan.grid;
  const grid = {
    shapeIjk,
    spacingMm: affineSpacingMm(affineIjkToRas),
    voxelVolumeMm3: Math.abs(affineDeterminant(affineIjkToRas)),
  };
  // A label file has numbers where others have names.
  const isNumbered = a.about.origin === 'file' || b.about.origin === 'file';
  const pairs = pairSegments(a.about.segments, b.about.segments, isNumbered);
  return { a: a.about.name, b: b.about.name, segments: agreementOf(a, b, grid, pairs) };
}
