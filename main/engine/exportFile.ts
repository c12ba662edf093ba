import type { ExportKind } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { labelSurface } from '../labels/surface/labelSurface.ts';
import { surfaceToStl } from '../labels/surface/surfaceToStl.ts';
import { encodeLabelMap } from '../volume/writeNifti.ts';
import type { OpenScan } from './openScan.ts';

/** The bytes of one export of a segmented scan. Throws VolscopeError('usage') where there is nothing to export yet. */
export async function exportBytes(scan: OpenScan, what: ExportKind): Promise<Uint8Array> {
  if (!scan.result)
    throw new VolscopeError('usage', `${scan.info.name} has no mask yet; press Segment before you export.`);
  const { segmentation, report } = scan.result;
  switch (what) {
    case 'mask':
      return encodeLabelMap(scan.volume.header, segmentation.scan.mask);
    case 'contour':
      return encodeLabelMap(scan.volume.header, segmentation.scan.contour);
    case 'surface':
      if (segmentation.statistics.voxels === 0)
        throw new VolscopeError('usage', 'Nothing was found in this scan, so it has no surface to export.');
      return surfaceToStl(labelSurface(segmentation.scan.mask, scan.volume.grid), scan.info.name);
    case 'report':
      return Buffer.from(`${JSON.stringify(report, null, 2)}\n`);
  }
}
