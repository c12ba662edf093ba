import { rm } from 'node:fs/promises';
import type { Report } from '../contract/report.ts';
import type { Segmentation } from '../pipeline/segment.ts';
import { writeError, writeFileAtomically } from '../volume/atomicFile.ts';
import type { Volume } from '../volume/volume.ts';
import { encodeLabelMap, encodeLabelMapOnGrid } from '../volume/writeNifti.ts';
import type { PlannedScan } from './plan.ts';

/**
 * Writes a scan's mask and contour and then its report, made of the seconds that saving took. An older report goes first
 * and the new one comes last, so that at no moment one stands beside a mask that is not its own.
 */
export async function writeResults(
  scan: PlannedScan,
  volume: Volume,
  segmentation: Segmentation,
  grid: 'scan' | 'network',
  makeReport: (saveSeconds: number) => Report,
): Promise<Report> {
  const started = performance.now();
  await rm(scan.reportPath, { force: true }).catch((cause: unknown) => {
    throw writeError(cause, scan.reportPath);
  });
  const { mask, contour } = encoded(volume, segmentation, grid);
  await Promise.all([
    writeFileAtomically(scan.maskPath, mask),
    writeFileAtomically(scan.contourPath, contour),
  ]);
  const report = makeReport((performance.now() - started) / 1000);
  await writeFileAtomically(scan.reportPath, Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  return report;
}

function encoded(volume: Volume, { scan, network }: Segmentation, grid: 'scan' | 'network') {
  const { shapeIjk, affineIjkToRas } = network.grid;
  const encode = (block: Segmentation['scan']['mask']) =>
    encodeLabelMapOnGrid(volume.header, shapeIjk, affineIjkToRas, block);
  return grid === 'scan'
    ? { mask: encodeLabelMap(volume.header, scan.mask), contour: encodeLabelMap(volume.header, scan.contour) }
    : { mask: encode(network.mask), contour: encode(network.contour) };
}
