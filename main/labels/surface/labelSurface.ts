import type { LabelBlock, Surface } from '../../contract/engine.ts';
import type { Grid } from '../../contract/geometry.ts';
import { affineDeterminant } from '../../volume/affine.ts';
import { boxShape } from '../block.ts';
import { boundaryMesh, type BoundaryMesh } from './boundaryMesh.ts';
import { smoothMesh } from './smoothMesh.ts';

/** Keeps what is longer than some 20 voxels as it is and takes the steps between slices away. */
const smoothing = { passes: 20, passBand: 0.1 };

/**
 * The smoothed surface of a mask in patient space (RAS mm): closed (each edge belongs to two triangles), triangles
 * counter-clockwise seen from outside, normals outwards, whatever the handedness of the grid.
 *
 * @param block the mask, its box in voxels of `grid`
 */
export function labelSurface(block: LabelBlock, grid: Grid): Surface {
  const mesh = boundaryMesh(block.voxels, boxShape(block.box));
  const positionsRas = toPatient(smoothMesh(mesh, smoothing), block, grid);
  const triangles = triangulate(mesh, positionsRas);
  if (affineDeterminant(grid.affineIjkToRas) < 0) turnOver(triangles);
  return { positionsRas, normalsRas: vertexNormals(positionsRas, triangles), triangles };
}

/** Voxel coordinates of the block to RAS mm, in place. */
function toPatient(positions: Float32Array<ArrayBuffer>, { box }: LabelBlock, { affineIjkToRas: m }: Grid) {
  for (let n = 0; n < positions.length; n += 3) {
    const i = positions[n] + box.start[0];
    const j = positions[n + 1] + box.start[1];
    const k = positions[n + 2] + box.start[2];
    positions[n] = m[0] * i + m[1] * j + m[2] * k + m[3];
    positions[n + 1] = m[4] * i + m[5] * j + m[6] * k + m[7];
    positions[n + 2] = m[8] * i + m[9] * j + m[10] * k + m[11];
  }
  return positions;
}

/** Splits each quad along its shorter diagonal. */
function triangulate({ quads, triangles }: BoundaryMesh, positions: Float32Array): Uint32Array<ArrayBuffer> {
  const split = new Uint32Array(quads.length * 1.5 + triangles.length);
  for (let n = 0, out = 0; n < quads.length; n += 4, out += 6) {
    const [a, b, c, d] = [quads[n], quads[n + 1], quads[n + 2], quads[n + 3]];
    const isAcShorter = distanceSquared(positions, a, c) <= distanceSquared(positions, b, d);
    split.set(isAcShorter ? [a, b, c, a, c, d] : [b, c, d, b, d, a], out);
  }
  split.set(triangles, quads.length * 1.5);
  return split;
}

function distanceSquared(positions: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let axis = 0; axis < 3; axis++) sum += (positions[3 * a + axis] - positions[3 * b + axis]) ** 2;
  return sum;
}

function turnOver(triangles: Uint32Array) {
  for (let n = 0; n < triangles.length; n += 3)
    [triangles[n + 1], triangles[n + 2]] = [triangles[n + 2], triangles[n + 1]];
}

/** The mean normal of the triangles around each vertex, weighted by their area. */
function vertexNormals(positions: Float32Array, triangles: Uint32Array): Float32Array<ArrayBuffer> {
  const normals = new Float32Array(positions.length);
  for (let n = 0; n < triangles.length; n += 3) {
    const [a, b, c] = [3 * triangles[n], 3 * triangles[n + 1], 3 * triangles[n + 2]];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    for (const vertex of [a, b, c]) {
      normals[vertex] += uy * vz - uz * vy;
      normals[vertex + 1] += uz * vx - ux * vz;
      normals[vertex + 2] += ux * vy - uy * vx;
    }
  }
  for (let n = 0; n < normals.length; n += 3) {
    const length = Math.hypot(normals[n], normals[n + 1], normals[n + 2]) || 1;
    normals[n] /= length;
    normals[n + 1] /= length;
    normals[n + 2] /= length;
  }
  return normals;
}
