import type { ScanInfo } from '../contract/geometry.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { Report } from '../contract/report.ts';
import { deviceName } from '../inference/devices.ts';
import { VERSION } from '../version.ts';
import type { Segmentation } from './segment.ts';

export interface ReportInput {
  readonly scan: ScanInfo;
  readonly manifest: Manifest;
  readonly provider: ProviderName;
  readonly threads: number;
  readonly segmentation: Segmentation;
  readonly loadSeconds: number;
  readonly saveSeconds?: number;
  readonly notes?: readonly string[];
}

/** The report of a finished segmentation, with the times rounded to milliseconds. */
export function makeReport(input: ReportInput): Report {
  const { scan, manifest, segmentation, provider } = input;
  const { graph, post, restore } = segmentation.seconds;
  const parts = { load: input.loadSeconds, graph, post, restore, save: input.saveSeconds ?? 0 };
  const total = Object.values(parts).reduce((a, b) => a + b, 0);
  const seconds = Object.fromEntries(
    Object.entries({ ...parts, total }).map(([stage, s]) => [stage, Math.round(s * 1000) / 1000]),
  ) as Report['seconds'];
  const ownPeakMb = process.resourceUsage().maxRSS / 1024;
  return {
    version: VERSION,
    scan: scan.name,
    shape: scan.grid.shapeIjk,
    orientation: scan.orientation,
    spacingMm: scan.spacingMm,
    model: { id: manifest.id, sha256: manifest.network.sha256 },
    provider: { name: provider, device: deviceName(provider, input.threads) },
    cropBox: segmentation.cropBoxRas,
    mask: segmentation.statistics,
    network: {
      maskVoxels: segmentation.network.maskVoxels,
      contourVoxels: segmentation.network.contourVoxels,
    },
    seconds,
    peakRssMb: Math.round(Math.max(ownPeakMb, segmentation.peakRssMb)),
    notes: [...scan.warnings, ...(input.notes ?? [])],
  };
}
