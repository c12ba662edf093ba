import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import { applyPatch } from '../../edits/patch.ts';
import { maskOf } from '../testing.ts';
import { fillHoles } from './fillHoles.ts';
import { growSegment } from './growSegment.ts';
import { interpolateSlices } from './interpolateSlices.ts';
import { keepLargestIsland, removeIslands } from './islands.ts';
import type { Segment } from './segmentMask.ts';
import { smoothSegment } from './smoothSegment.ts';

/** scipy's and scikit-image's results: fixtures/edits/make_goldens.py. */
const file = new URL('../../../fixtures/edits/goldens.json', import.meta.url);
const goldens = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { voxels: number; bits: string }>;
const shapeIjk: Vec3 = [34, 28, 15];
const spacingMm: Vec3 = [0.8, 1.1, 2.5];

function golden(name: string): Uint8Array {
  const bytes = Buffer.from(goldens[name].bits, 'base64');
  return Uint8Array.from({ length: 34 * 28 * 15 }, (_, n) => (bytes[n >> 3] >> (n & 7)) & 1);
}

function segmentOf(mask: Uint8Array): Segment {
  return { labels: mask.map((voxel) => 3 * voxel), shapeIjk, spacingMm, value: 3 };
}

function differences(segment: Segment, patch: LabelPatch, name: string): number {
  const labels = segment.labels.slice();
  applyPatch(labels, patch);
  const expected = golden(name);
  return labels.reduce((sum, label, n) => sum + (label === 3 * expected[n] ? 0 : 1), 0);
}

const { mask } = maskOf(shapeIjk, (i, j, k) => {
  const noise = (i * 37 + j * 101 + k * 53 + i * j * 7 + j * k * 11) % 89;
  const isSpeck = i % 7 < 3 && j % 6 < 2 && k % 5 < 1 + (j % 2) && (i + 2 * j + k) % 4 < 2;
  return 4 * (i - 15) ** 2 + 6 * (j - 13) ** 2 + 24 * (k - 7) ** 2 + 9 * noise < 1150 || isSpeck;
});
const segment = segmentOf(mask);

describe('edits of a segment', () => {
  it('start from the mask of the script', () => expect(mask).toEqual(golden('mask')));

  it.each<[string, () => LabelPatch]>([
    ['fill', () => fillHoles(segment)],
    ['fill across i', () => fillHoles(segment, 0)],
    ['fill across j', () => fillHoles(segment, 1)],
    ['fill across k', () => fillHoles(segment, 2)],
    ['largest', () => keepLargestIsland(segment)],
    ['no islands under 5 voxels', () => removeIslands(segment, (5 * 0.8 * 1.1 * 2.5) / 1000)],
    ['grow 2.4', () => growSegment(segment, 2.4)],
    ['grow 4.9', () => growSegment(segment, 4.9)],
    ['shrink 1.1', () => growSegment(segment, -1.1)],
  ])('%s as scipy and scikit-image do', (name, edit) => {
    expect(differences(segment, edit(), name)).toBe(0);
  });

  it('shrinks what was filled', () => {
    const filled = segmentOf(golden('fill'));
    expect(differences(filled, growSegment(filled, -2.5), 'shrink 2.5 after fill')).toBe(0);
  });

  it.each([1.5, 3])('smooths by %f mm and keeps the volume', (sigmaMm) => {
    const { patch, mlBefore, mlAfter } = smoothSegment(segment, sigmaMm);
    // Voxels within float32's rounding of the level may go either way.
    expect(differences(segment, patch, `smooth ${sigmaMm}`)).toBeLessThan(4);
    expect(mlBefore).toBeCloseTo(goldens.mask.voxels * 0.0022, 6);
    expect(Math.abs(mlAfter / mlBefore - 1)).toBeLessThan(0.002);
  });

  it('interpolates between slices by signed distances', () => {
    const expected = golden('interpolate');
    const isDrawn = new Set([2, 6, 7, 12]);
    const drawn = segmentOf(expected.map((voxel, n) => (isDrawn.has(Math.floor(n / 34 / 28)) ? voxel : 0)));
    expect(differences(drawn, interpolateSlices(drawn, 2), 'interpolate')).toBe(0);
  });
});
