import type { Vec3 } from './geometry.ts';
import type { MeasuredValues } from './measurement.ts';
import type { MaskStatistics, Report } from './report.ts';

/** A measurement as a report has it: what it says, and where it was made. */
export type ReportedMeasurement = MeasuredValues & {
  readonly name: string;
  readonly plane: 'axial' | 'coronal' | 'sagittal';
  /** Counted from 0 along the voxel axis of the plane. */
  readonly slice: number;
  readonly pointsRas: readonly Vec3[];
};

/** What a report says of any scan, however its segments came about. */
type OfAnyScan = 'version' | 'scan' | 'shape' | 'orientation' | 'spacingMm' | 'segments' | 'notes';

/**
 * The report that the window exports: of the scan, of the segments as they are exported, and of what was measured. The
 * fields of a model's run are there where one made the segments; numbers of the mask are those of the mask as it is now.
 */
export interface ExportedReport extends Pick<Report, OfAnyScan>, Partial<Omit<Report, OfAnyScan | 'mask'>> {
  /** Left out where there are no segments. */
  readonly mask?: MaskStatistics;
  /** Changes made to the segments since they were found or loaded. */
  readonly edits: number;
  readonly measurements: readonly ReportedMeasurement[];
}
