import type { LabelBlock, Surface } from '../../contract/labels.ts';
import type { Affine, Grid, Vec3 } from '../../contract/geometry.ts';
import { affineDeterminant } from '../../volume/affine.ts';
import { boxShape } from '../../volume/reorient.ts';
import { boundaryMesh, type BoundaryMesh } from './boundaryMesh.ts';
import { keepVolume } from './keepVolume.ts';
import { levelledMask } from './levelledMask.ts';
import { smoothMesh } from './smoothMesh.ts';

/** Takes the steps between slices away. Chosen by eye on CT with slices of 3 to 5 mm. */
const smoothing = { steps: 28, shortestWave: 16 };
const volumeTolerance = 0.01;

/**
 * The smoothed surface of a mask in patient space (RAS mm): closed (each edge belongs to two triangles), of the mask's
 * volume within 2 %, triangles counter-clockwise seen from outside and normals outwards whatever the grid's handedness.
 *
 * @param block the mask, 0 or 1; its box in voxels of `grid`
 */
export function labelSurface({ box, voxels }: LabelBlock, { affineIjkToRas }: Grid): Surface {
  const shape = boxShape(box);
  const mesh = boundaryMesh(levelledMask(voxels, shape, volumeTolerance), shape);
  const positions = keepVolume(mesh, smoothMesh(mesh, smoothing), volumeTolerance);
  const positionsRas = toPatient(positions, box.start, affineIjkToRas);
  const triangles = triangulate(mesh, positionsRas);
  if (affineDeterminant(affineIjkToRas) < 0) turnOver(triangles);
  return { positionsRas, normalsRas: vertexNormals(positionsRas, triangles), triangles };
}

/** Voxel coordinates of a block that starts at `start` to RAS mm. */
function toPatient(positions: Float32Array, start: Vec3, m: Affine): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(positions.length);
  for (let n = 0; n < positions.length; n += 3) {
    const i = positions[n] + start[0];
    const j = positions[n + 1] + start[1];
    const k = positions[n + 2] + start[2];
    moved[n] = m[0] * i + m[1] * j + m[2] * k + m[3];
    moved[n + 1] = m[4] * i + m[5] * j + m[6] * k + m[7];
    moved[n + 2] = m[8] * i + m[9] * j + m[10] * k + m[11];
  }
  return moved;
}

/** Splits each quad along its shorter diagonal. */
function triangulate({ quads, triangles }: BoundaryMesh, positions: Float32Array): Uint32Array<ArrayBuffer> {
  const split = new Uint32Array(quads.length * 1.5 + triangles.length);
  for (let n = 0, out = 0; n < quads.length; n += 4, out += 6) {
    const [a, b, c, d] = [quads[n], quads[n + 1], quads[n + 2], quads[n + 3]];
    const isAcShorter = distanceSquared(positions, a, c) <= distanceSquared(positions, b, d);
    split[out] = split[out + 3] = isAcShorter ? a : b;
    split[out + 1] = isAcShorter ? b : c;
    split[out + 2] = split[out + 4] = isAcShorter ? c : d;
    split[out + 5] = isAcShorter ? d : a;
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
    const [x, y, z] = [normals[n], normals[n + 1], normals[n + 2]];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    normals[n] = x / length;
    normals[n + 1] = y / length;
    normals[n + 2] = z / length;
  }
  return normals;
}
