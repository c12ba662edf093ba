import { describe, expect, it } from 'vitest';
import { maskOf } from '../testing.ts';
import { boundaryMesh } from './boundaryMesh.ts';
import { enclosedVolume, keepVolume } from './keepVolume.ts';
import { smoothMesh } from './smoothMesh.ts';

const stairs = maskOf([48, 40, 24], (i, j, k) => {
  const inside = i >= 4 && i < 44 && j >= 4 && j < 36 && k >= 4;
  return inside && k < 8 + Math.floor(i / 4);
});
const mesh = boundaryMesh(stairs.mask, stairs.shapeIjk);

describe('smoothMesh', () => {
  it('turns a flight of steps into a slope', () => {
    const smoothed = smoothMesh(mesh, { steps: 28, shortestWave: 16 });
    const heightAboveSlope = (positions: Float32Array) => {
      const heights: number[] = [];
      for (let n = 0; n < positions.length; n += 3) {
        const [i, j] = [mesh.positions[n], mesh.positions[n + 1]];
        // The slope itself, away from its borders.
        if (i < 14 || i > 34 || j < 12 || j > 28 || mesh.positions[n + 2] < 6) continue;
        heights.push(positions[n + 2] - positions[n] / 4);
      }
      return Math.max(...heights) - Math.min(...heights);
    };
    expect(heightAboveSlope(mesh.positions)).toBeGreaterThan(0.9);
    expect(heightAboveSlope(smoothed)).toBeLessThan(0.2);
    expect(enclosedVolume(mesh, smoothed) / enclosedVolume(mesh, mesh.positions)).toBeCloseTo(1, 1.7);
  });

  it('does not depend on where the mesh lies', () => {
    const moved = { ...mesh, positions: mesh.positions.map((value) => value + 100) };
    const here = smoothMesh(mesh, { steps: 28, shortestWave: 16 });
    const there = smoothMesh(moved, { steps: 28, shortestWave: 16 });
    const gap = here.reduce((most, value, n) => Math.max(most, Math.abs(there[n] - 100 - value)), 0);
    expect(gap).toBeLessThan(0.005);
  });
});

describe('keepVolume', () => {
  it('leaves vertices that enclose the volume, and goes back no further than it must', () => {
    expect(keepVolume(mesh, mesh.positions, 0.01)).toBe(mesh.positions);
    const centre = mesh.positions.map(() => 20);
    const kept = keepVolume(mesh, centre, 0.1);
    const part = enclosedVolume(mesh, kept) / enclosedVolume(mesh, mesh.positions);
    expect(part).toBeGreaterThan(0.9);
    expect(part).toBeLessThan(0.96);
  });
});
