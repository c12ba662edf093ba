import type { ExportKind } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Measurement } from '../contract/measurement.ts';
import { contourOfLabels } from '../labels/contourOfLabels.ts';
import { labelSurface } from '../labels/surface/labelSurface.ts';
import type { NamedSurface } from '../labels/surface/namedSurface.ts';
import { surfacesToGlb } from '../labels/surface/surfacesToGlb.ts';
import { surfacesToObj } from '../labels/surface/surfacesToObj.ts';
import { surfaceToStl } from '../labels/surface/surfaceToStl.ts';
import { encodeLabelMap } from '../volume/writeNifti.ts';
import { exportedReport } from './exportedReport.ts';
import type { LabelGroup } from './labelGroup.ts';
import type { OpenScan } from './openScan.ts';

/**
 * The bytes of one export of a scan.
 *
 * @param group the segments; null where there are none, for a report of what was measured
 * @throws VolscopeError('usage') where there is nothing to export
 */
export async function exportBytes(
  scan: OpenScan,
  group: LabelGroup | null,
  what: ExportKind,
  measurements: readonly Measurement[] = [],
): Promise<Uint8Array> {
  if (what === 'report')
    return Buffer.from(`${JSON.stringify(exportedReport(scan, group, measurements), null, 2)}\n`);
  if (!group)
    throw new VolscopeError(
      'usage',
      sentence`There are no segments to export; segment the scan or draw one.`,
    );
  const { header } = scan.volume;
  switch (what) {
    case 'mask':
      return encodeLabelMap(header, group.block());
    case 'contour':
      return encodeLabelMap(header, contourOfLabels(group.block()));
    case 'surface': {
      const block = group.block();
      if (!block.voxels.some((label) => label !== 0)) throw noSurface();
      const mask = { box: block.box, voxels: block.voxels.map((label) => (label === 0 ? 0 : 1)) };
      return surfaceToStl(labelSurface(mask, scan.volume.grid), scan.info.name);
    }
    case 'surfaceObj':
      return surfacesToObj(namedSurfaces(group));
    case 'surfaceGlb':
      return surfacesToGlb(namedSurfaces(group));
  }
}

/** One for each segment that has a voxel. */
function namedSurfaces(group: LabelGroup): NamedSurface[] {
  const named = group.about.segments.flatMap(({ value, name, colour }) => {
    const surface = group.surface(value);
    return surface ? [{ surface, name, colour }] : [];
  });
  if (named.length === 0) throw noSurface();
  return named;
}

function noSurface(): VolscopeError {
  return new VolscopeError('usage', sentence`These segments are empty, so there is no surface to export.`);
}
