import type { ExportKind } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { contourOfLabels } from '../labels/contourOfLabels.ts';
import { labelSurface } from '../labels/surface/labelSurface.ts';
import type { NamedSurface } from '../labels/surface/namedSurface.ts';
import { surfacesToGlb } from '../labels/surface/surfacesToGlb.ts';
import { surfacesToObj } from '../labels/surface/surfacesToObj.ts';
import { surfaceToStl } from '../labels/surface/surfaceToStl.ts';
import { encodeLabelMap } from '../volume/writeNifti.ts';
import { groupAgreement } from './groupAgreement.ts';
import type { LabelGroup } from './labelGroup.ts';
import type { OpenScan } from './openScan.ts';

/** The bytes of one export of a group of segments. Throws VolscopeError('usage') where there is nothing to export. */
export async function exportBytes(scan: OpenScan, group: LabelGroup, what: ExportKind): Promise<Uint8Array> {
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
    case 'report': {
      const { report } = group.about;
      if (!report)
        throw new VolscopeError(
          'usage',
          'These segments were not made by a model, so there is no report of a run.',
        );
      const others = [...scan.groups.values()].filter(
        (other) => other !== group && other.about.origin !== 'difference',
      );
      const agreement = others.map((other) => groupAgreement(group, other));
      const told = others.length > 0 ? { ...report, agreement } : report;
      return Buffer.from(`${JSON.stringify(told, null, 2)}\n`);
    }
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
  return new VolscopeError('usage', 'These segments are empty, so there is no surface to export.');
}
