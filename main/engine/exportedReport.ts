import type { ExportedReport, ReportedMeasurement } from '../contract/exportedReport.ts';
import type { Measurement } from '../contract/measurement.ts';
import { labelStatistics } from '../labels/statistics.ts';
import { measure } from '../measure/measure.ts';
import { sliceOf } from '../measure/slice.ts';
import { VERSION } from '../version.ts';
import { affineDeterminant } from '../volume/affine.ts';
import { groupAgreement } from './groupAgreement.ts';
import type { LabelGroup } from './labelGroup.ts';
import type { OpenScan } from './openScan.ts';

/**
 * The report of a scan as it is now. The numbers of the segments are made anew from their labels: those of the run would be
 * wrong for a mask that was edited since.
 *
 * @param group null for a report of the scan and what was measured alone
 */
export function exportedReport(
  { info, volume, groups }: OpenScan,
  group: LabelGroup | null,
  measurements: readonly Measurement[],
): ExportedReport {
  return {
    version: VERSION,
    scan: info.name,
    shape: info.grid.shapeIjk,
    orientation: info.orientation,
    spacingMm: info.spacingMm,
    notes: volume.warnings.map(String),
    segments: [],
    ...group?.about.report,
    ...(group?.notes && { notes: group.notes.map(String) }),
    ...(group && numbersOf(group)),
    ...(group && agreementOf(group, [...groups.values()])),
    edits: group?.edits ?? 0,
    measurements: measurements.map((measurement) => reported(measurement, volume)),
  };
}

/** How far the group agrees with each of the others, where there are others. */
function agreementOf(group: LabelGroup, groups: readonly LabelGroup[]): Pick<ExportedReport, 'agreement'> {
  const others = groups.filter((other) => other !== group && other.about.origin !== 'difference');
  return others.length > 0 ? { agreement: others.map((other) => groupAgreement(group, other)) } : {};
}

function numbersOf(group: LabelGroup): Pick<ExportedReport, 'mask' | 'segments'> {
  const { voxelsHu, grid } = group.scan;
  const voxelVolumeMm3 = Math.abs(affineDeterminant(grid.affineIjkToRas));
  const names = new Map(group.about.segments.map(({ value, name }) => [value, name]));
  return {
    mask: labelStatistics(group.block(), voxelsHu, grid.shapeIjk, voxelVolumeMm3),
    segments: group.statistics().map(({ value, voxels, ml, meanHu, sdHu, minHu, maxHu, medianHu }) => ({
      ...{ value, name: names.get(value) ?? '' },
      ...{ voxels, ml, meanHu, sdHu, minHu, maxHu, medianHu },
    })),
  };
}

const planeAcross = ['sagittal', 'coronal', 'axial'] as const;

function reported(measurement: Measurement, scan: OpenScan['volume']): ReportedMeasurement {
  const { name, sliceAxis, pointsRas } = measurement;
  return {
    name,
    plane: planeAcross[scan.orientation[sliceAxis].worldAxis],
    slice: sliceOf(measurement, scan.grid),
    ...measure(measurement, scan),
    pointsRas,
  };
}
