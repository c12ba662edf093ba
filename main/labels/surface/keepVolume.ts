import type { BoundaryMesh } from './boundaryMesh.ts';
import { meshParts, type MeshParts } from './meshParts.ts';

/**
 * Vertices on the way from `smoothed` to the mesh's own: each part of the mesh as far back as it takes to enclose its
 * volume within `tolerance` (a share of it). Organs need no step back; what is a few voxels thin would vanish without one,
 * and leaves the organ beside it as smooth as it is.
 */
export function keepVolume(
  mesh: BoundaryMesh,
  smoothed: Float32Array<ArrayBuffer>,
  tolerance: number,
): Float32Array<ArrayBuffer> {
  const parts = meshParts(mesh);
  const volumes = enclosedVolumes(mesh, mesh.positions, parts);
  const isTrue = (volume: number, part: number) =>
    Math.abs(volume - volumes[part]) <= tolerance * Math.abs(volumes[part]);
  const isKept = Uint8Array.from(enclosedVolumes(mesh, smoothed, parts), (volume, part) =>
    Number(isTrue(volume, part)),
  );
  if (!isKept.includes(0)) return smoothed;

  // Only what loses volume is looked at from here on: mostly far less than the organ.
  const thin = withoutParts(mesh, parts, isKept);
  const vertices: number[] = [];
  for (let vertex = 0; vertex < parts.ofVertex.length; vertex++)
    if (isKept[parts.ofVertex[vertex]] === 0) vertices.push(vertex);
  const positions = smoothed.slice();
  const enough = new Float64Array(parts.count).fill(1);
  const tooLittle = new Float64Array(parts.count);
  const moveBack = (share: (part: number) => number) => {
    for (const vertex of vertices) {
      const back = share(parts.ofVertex[vertex]);
      for (let n = 3 * vertex; n < 3 * vertex + 3; n++)
        positions[n] = smoothed[n] + back * (mesh.positions[n] - smoothed[n]);
    }
  };
  for (let step = 1; step > 0.02; step /= 2) {
    moveBack((part) => (enough[part] + tooLittle[part]) / 2);
    enclosedVolumes(thin, positions, parts).forEach((volume, part) => {
      (isTrue(volume, part) ? enough : tooLittle)[part] = (enough[part] + tooLittle[part]) / 2;
    });
  }
  moveBack((part) => enough[part]);
  return positions;
}

/** The polygons of the parts that are not kept as they are. */
function withoutParts(mesh: BoundaryMesh, { ofVertex }: MeshParts, isKept: Uint8Array): BoundaryMesh {
  const rest = (polygons: Uint32Array, corners: number) => {
    const left = new Uint32Array(polygons.length);
    let length = 0;
    for (let n = 0; n < polygons.length; n += corners) {
      if (isKept[ofVertex[polygons[n]]] === 1) continue;
      for (let corner = n; corner < n + corners; corner++) left[length++] = polygons[corner];
    }
    return left.slice(0, length);
  };
  return { ...mesh, quads: rest(mesh.quads, 4), triangles: rest(mesh.triangles, 3) };
}

/** The volume of the whole mesh, in the units of the positions. */
export function enclosedVolume(mesh: BoundaryMesh, positions: Float32Array): number {
  return enclosedVolumes(mesh, positions, { count: 1, ofVertex: new Int32Array(positions.length / 3) })[0];
}

/** By the divergence theorem; a cavity's is below 0. */
function enclosedVolumes(
  { quads, triangles }: BoundaryMesh,
  positions: Float32Array,
  { count, ofVertex }: MeshParts,
): Float64Array {
  const volumes = new Float64Array(count);
  for (let n = 0; n < quads.length; n += 4)
    volumes[ofVertex[quads[n]]] +=
      tripleProduct(positions, quads[n], quads[n + 1], quads[n + 2]) +
      tripleProduct(positions, quads[n], quads[n + 2], quads[n + 3]);
  for (let n = 0; n < triangles.length; n += 3)
    volumes[ofVertex[triangles[n]]] += tripleProduct(
      positions,
      triangles[n],
      triangles[n + 1],
      triangles[n + 2],
    );
  return volumes.map((sixfold) => sixfold / 6);
}

function tripleProduct(p: Float32Array, a: number, b: number, c: number): number {
  const [ax, ay, az] = [p[3 * a], p[3 * a + 1], p[3 * a + 2]];
  const [bx, by, bz] = [p[3 * b], p[3 * b + 1], p[3 * b + 2]];
  const [cx, cy, cz] = [p[3 * c], p[3 * c + 1], p[3 * c + 2]];
  return ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
}
