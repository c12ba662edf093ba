import { pasteBlock, wholeBox } from '../../main/labels/block.ts';
import { keepLargestComponent } from '../../main/labels/largestComponent.ts';
import { blurred } from '../../main/labels/refine/blur.ts';
import { coreOf, coreStatistics } from '../../main/labels/refine/coreStatistics.ts';
import { maskRefiner } from '../../main/labels/refine/refineMask.ts';
import { signedDistanceMm } from '../../main/labels/refine/signedDistance.ts';
import type { Phantom } from '../../main/labels/refine/testing/phantom.ts';

export interface Method {
  readonly name: string;
  readonly maskOf: (phantom: Phantom) => Uint8Array;
}

/** How a mask that is too large can be mended. */
export const methods: readonly Method[] = [
  { name: 'as it was', maskOf: ({ mask }) => mask.voxels },
  { name: 'logit difference > 1', maskOf: ({ logitDifference }) => above(logitDifference, 1) },
  { name: 'HU within 3 SD, smoothed, opened', maskOf: (phantom) => tissueOnly(phantom, 3) },
  { name: 'HU within 8 SD, smoothed, opened', maskOf: (phantom) => tissueOnly(phantom, 8) },
  ...[0.25, 0.5, 0.75, 1].map((strength) => ({
    name: `snapped to edges, ${strength}`,
    maskOf: (phantom: Phantom) => snapped(phantom, strength, false),
  })),
  {
    name: 'snapped to edges, 1, with logits',
    maskOf: (phantom) => snapped(phantom, 1, true),
  },
];

function above(values: Float32Array, threshold: number): Uint8Array {
  return Uint8Array.from(values, (value) => (value > threshold ? 1 : 0));
}

function snapped(phantom: Phantom, strength: number, withLogits: boolean): Uint8Array {
  const { shapeIjk, logitDifference } = phantom;
  const logits = withLogits ? { box: wholeBox(shapeIjk), values: logitDifference } : undefined;
  return pasteBlock(maskRefiner({ ...phantom, logitDifference: logits })(strength), shapeIjk);
}

/**
 * The recipe of thresholds and morphology: voxels of the mask whose HU, smoothed by 1 mm, lie within some robust SDs of
 * the core's; opened by 1.5 mm, largest part by faces, closed by 1.5 mm.
 */
function tissueOnly({ mask, voxelsHu, shapeIjk, spacingMm }: Phantom, sds: number): Uint8Array {
  const distanceMm = signedDistanceMm(mask.voxels, shapeIjk, spacingMm, 8);
  const core = coreOf(distanceMm);
  if (!core) return mask.voxels;
  const smooth = blurred(Float32Array.from(voxelsHu), shapeIjk, [
    1 / spacingMm[0],
    1 / spacingMm[1],
    1 / spacingMm[2],
  ]);
  const { medianHu, sdHu } = coreStatistics(smooth, core);
  const tissue = Uint8Array.from(mask.voxels, (voxel, n) =>
    voxel !== 0 && Math.abs(smooth[n] - medianHu) < sds * sdHu ? 1 : 0,
  );
  const within = (voxels: Uint8Array, mm: number) =>
    Uint8Array.from(signedDistanceMm(voxels, shapeIjk, spacingMm, 4), (d) => (d < mm ? 1 : 0));
  const eroded = within(tissue, -1.5);
  keepLargestComponent(eroded, shapeIjk, 6);
  return within(within(within(eroded, 1.5), 1.5), -1.5);
}
