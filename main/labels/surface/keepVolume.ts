import type { BoundaryMesh } from './boundaryMesh.ts';

/**
 * Vertices on the way from `smoothed` to the mesh's own: as far back as it takes to enclose the mesh's volume within
 * `tolerance` (a part of it). Organs need no step back; what is a few voxels thin would vanish without one.
 */
export function keepVolume(
  mesh: BoundaryMesh,
  smoothed: Float32Array<ArrayBuffer>,
  tolerance: number,
): Float32Array<ArrayBuffer> {
  const volume = enclosedVolume(mesh, mesh.positions);
  const isTrue = (positions: Float32Array) =>
    Math.abs(enclosedVolume(mesh, positions) - volume) <= tolerance * volume;
  if (isTrue(smoothed)) return smoothed;

  let kept = mesh.positions;
  let [enough, tooLittle] = [1, 0];
  while (enough - tooLittle > 0.02) {
    const part = (enough + tooLittle) / 2;
    const between = smoothed.map((value, n) => value + part * (mesh.positions[n] - value));
    if (isTrue(between)) [kept, enough] = [between, part];
    else tooLittle = part;
  }
  return kept;
}

/** By the divergence theorem, in the units of the positions. */
export function enclosedVolume({ quads, triangles }: BoundaryMesh, positions: Float32Array): number {
  let sixfold = 0;
  for (let n = 0; n < quads.length; n += 4) {
    sixfold += tripleProduct(positions, quads[n], quads[n + 1], quads[n + 2]);
    sixfold += tripleProduct(positions, quads[n], quads[n + 2], quads[n + 3]);
  }
  for (let n = 0; n < triangles.length; n += 3)
    sixfold += tripleProduct(positions, triangles[n], triangles[n + 1], triangles[n + 2]);
  return sixfold / 6;
}

function tripleProduct(p: Float32Array, a: number, b: number, c: number): number {
  const [ax, ay, az] = [p[3 * a], p[3 * a + 1], p[3 * a + 2]];
  const [bx, by, bz] = [p[3 * b], p[3 * b + 1], p[3 * b + 2]];
  const [cx, cy, cz] = [p[3 * c], p[3 * c + 1], p[3 * c + 2]];
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}
