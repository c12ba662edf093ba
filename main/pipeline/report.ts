import type { Manifest } from '../contract/manifest.ts';
import type { Sentence } from '../contract/sentence.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { Provenance, Report } from '../contract/report.ts';
import { deviceName } from '../inference/devices.ts';
import { VERSION } from '../version.ts';
import { affineSpacingMm } from '../volume/affine.ts';
import { orientationCode } from '../volume/orientation.ts';
import type { Volume } from '../volume/volume.ts';
import type { Segmentation } from './segment.ts';

export interface ReportInput {
  /** The file's name. */
  readonly name: string;
  readonly volume: Volume;
  readonly manifest: Manifest;
  readonly provider: ProviderName | 'triton';
  /** The server, where one ran the network. */
  readonly device?: string;
  readonly threads: number;
  readonly segmentation: Segmentation;
  readonly loadSeconds: number;
  readonly saveSeconds?: number;
  readonly notes?: readonly Sentence[];
  readonly provenance?: Provenance;
}

/** The report of a finished segmentation, in English, with the times rounded to milliseconds. */
export function makeReport(input: ReportInput): Report {
  const { name, volume, manifest, segmentation, provider } = input;
  const { shapeIjk, affineIjkToRas } = volume.grid;
  const device = provider === 'triton' ? (input.device ?? provider) : deviceName(provider, input.threads);
  const { graph, post, restore } = segmentation.seconds;
  const parts = { load: input.loadSeconds, graph, post, restore, save: input.saveSeconds ?? 0 };
  const total = Object.values(parts).reduce((a, b) => a + b, 0);
  const seconds = Object.fromEntries(
    Object.entries({ ...parts, total }).map(([stage, s]) => [stage, Math.round(s * 1000) / 1000]),
  ) as Report['seconds'];
  const ownPeakMb = process.resourceUsage().maxRSS / 1024;
  return {
    version: VERSION,
    scan: name,
    shape: shapeIjk,
    orientation: orientationCode(volume.orientation),
    spacingMm: affineSpacingMm(affineIjkToRas),
    model: { id: manifest.id, sha256: manifest.network.sha256 },
    provider: { name: provider, device },
    cropBox: segmentation.cropBoxRas,
    mask: segmentation.statistics,
    segments: segmentation.segments.map(({ value, statistics }) => ({
      value,
      name: manifest.classes.find((each) => each.value === value)?.name ?? `class ${value}`,
      ...statistics,
    })),
    refinement: segmentation.refinement,
    network: {
      maskVoxels: segmentation.network.maskVoxels,
      contourVoxels: segmentation.network.contourVoxels,
    },
    seconds,
    peakRssMb: Math.round(Math.max(ownPeakMb, segmentation.peakRssMb)),
    notes: [...volume.warnings, ...(input.notes ?? [])].map(String),
    ...(input.provenance ? { provenance: input.provenance } : {}),
  };
}
