import type { Vec3 } from '../../contract/geometry.ts';
import { acrossAxes, faceNumber, makeCornerTable } from './cornerTable.ts';
import { GrowingFloats, GrowingIndices } from './growing.ts';
import { VoxelPairs } from './voxelPairs.ts';

/** A closed mesh of quads and a few triangles; positions are i, j, k in turn, voxel centres at whole numbers. */
export interface BoundaryMesh {
  readonly positions: Float32Array<ArrayBuffer>;
  /** Four vertices a quad, counter-clockwise seen from outside where i, j, k are right-handed. */
  readonly quads: Uint32Array<ArrayBuffer>;
  /** Three vertices a triangle, turned likewise. */
  readonly triangles: Uint32Array<ArrayBuffer>;
}

const table = makeCornerTable();

/**
 * The faces between the set and the unset voxels of a mask as a closed mesh: each edge belongs to exactly two polygons,
 * whatever the mask, and the enclosed volume is the number of set voxels. Outside of the block nothing is set.
 *
 * @param mask 0 or 1, shape [i, j, k], i fastest
 */
export function boundaryMesh(mask: Uint8Array, shapeIjk: Vec3): BoundaryMesh {
  const mesh: GrowingMesh = {
    positions: new GrowingFloats(),
    quads: new GrowingIndices(),
    triangles: new GrowingIndices(),
    middles: new Map(),
  };
  const [ni, nj, nk] = shapeIjk;
  const pairs = new VoxelPairs(mask, shapeIjk);
  let low = newPlane(ni, nj);
  let high = newPlane(ni, nj);
  for (let k = 0; k <= nk; k++) {
    pairs.moveTo(k);
    findCorners(pairs, shapeIjk, k, high, mesh);
    if (k > 0) {
      addFaces(mesh, shapeIjk, 0, k - 1, low, high);
      addFaces(mesh, shapeIjk, 1, k - 1, low, high);
    }
    addFaces(mesh, shapeIjk, 2, k, high, high);
    [low, high] = [high, low];
  }
  const [positions, quads, triangles] = [mesh.positions.take(), mesh.quads.take(), mesh.triangles.take()];
  return { positions, quads, triangles };
}

interface GrowingMesh {
  readonly positions: GrowingFloats;
  readonly quads: GrowingIndices;
  readonly triangles: GrowingIndices;
  /** Vertices in the middle of grid edges, by voxel * 12 + edge of the voxel. */
  readonly middles: Map<number, number>;
}

/** The corners of the voxel grid in one plane across k; corner (i, j) is the lowest of voxel (i, j). */
interface CornerPlane {
  /** Which of the eight voxels around each corner are set, see CornerTable; kept up at active corners only. */
  readonly configuration: Uint8Array;
  readonly firstVertex: Int32Array;
  /** The corners that the surface passes through, the first `activeCount` of these. */
  readonly active: Int32Array;
  activeCount: number;
}

function newPlane(ni: number, nj: number): CornerPlane {
  const size = (ni + 1) * (nj + 1);
  const active = new Int32Array(size);
  return { configuration: new Uint8Array(size), firstVertex: new Int32Array(size), active, activeCount: 0 };
}

/** Fills the plane below voxel slice k and adds its vertices. */
function findCorners(pairs: VoxelPairs, [ni, nj]: Vec3, k: number, plane: CornerPlane, mesh: GrowingMesh) {
  const { bits, first, end } = pairs;
  const { configuration: configurations, firstVertex, active } = plane;
  let activeCount = 0;
  for (let j = 0; j <= nj; j++) {
    // Rows of pairs are counted from the one before the mask.
    const [start, stop] = [Math.min(first[j], first[j + 1]), Math.max(end[j], end[j + 1])];
    const [before, own] = [j * ni, (j + 1) * ni];
    let upper = 0;
    for (let i = start; i <= stop; i++) {
      // What was on the upper side along i is now on the lower one; its bits are the odd ones.
      const lower = upper >> 1;
      upper = i < stop ? (bits[before + i] << 1) | (bits[own + i] << 3) : 0;
      const configuration = lower | upper;
      if (configuration === 0 || configuration === 255) continue;
      const corner = j * (ni + 1) + i;
      configurations[corner] = configuration;
      active[activeCount++] = corner;
      firstVertex[corner] = mesh.positions.length / 3;
      for (let ring = 0; ring < table.rings[configuration]; ring++)
        mesh.positions.push3(i - 0.5, j - 0.5, k - 0.5);
    }
  }
  plane.activeCount = activeCount;
}

/** A corner of the face across an axis. The four follow each other counter-clockwise around that axis. */
interface FaceCorner {
  readonly plane: 0 | 1;
  /** From the face's lowest corner, along i and j. */
  readonly step: readonly [number, number];
  /** The number that the face has as seen from this corner. */
  readonly face: number;
  /** Bits of CornerTable.pinched: of the grid edge to the next corner, as seen from this one and from that one. */
  readonly nextBit: number;
  readonly backBit: number;
  /** Which edge of its voxel that is, where the voxel lies below the face and where it lies above. */
  readonly voxelEdge: readonly [number, number];
}

const faceCorners = [0, 1, 2].map((axis): FaceCorner[] => {
  const [a, b] = acrossAxes[axis];
  const turn = [0, 1, 3, 2].map((n) => [n & 1, n >> 1]);
  // i and k turn clockwise around j.
  if (axis === 1) turn.reverse();
  return turn.map(([sideA, sideB], n) => {
    const [nextA] = turn[(n + 1) % 4];
    const along = nextA === sideA ? b : a;
    const other = along === a ? b : a;
    const side = along === a ? sideA : sideB;
    const otherSide = along === a ? sideB : sideA;
    const voxelEdge = (faceSide: number) =>
      acrossAxes[along][0] === other
        ? faceNumber(along, otherSide, faceSide)
        : faceNumber(along, faceSide, otherSide);
    const step = [0, 0, 0];
    step[a] = sideA;
    step[b] = sideB;
    return {
      plane: step[2] === 1 ? 1 : 0,
      step: [step[0], step[1]],
      face: faceNumber(axis, 1 - sideA, 1 - sideB),
      nextBit: 1 << (2 * along + 1 - side),
      backBit: 1 << (2 * along + side),
      voxelEdge: [voxelEdge(1), voxelEdge(0)],
    };
  });
});

/** Adds the faces across `axis` whose lowest corner lies in `low`, the plane below voxel slice k. */
function addFaces(
  mesh: GrowingMesh,
  shapeIjk: Vec3,
  axis: number,
  k: number,
  low: CornerPlane,
  high: CornerPlane,
) {
  const [ni, nj] = shapeIjk;
  const lowerVoxel = 7 ^ (1 << axis);
  const stride = [1, ni, ni * nj][axis];
  const corners = faceCorners[axis];
  const offsets = corners.map(({ step }) => step[0] + step[1] * (ni + 1));
  for (let at = 0; at < low.activeCount; at++) {
    const lowest = low.active[at];
    const isUpperSet = low.configuration[lowest] >> 7;
    if (((low.configuration[lowest] >> lowerVoxel) & 1) === isUpperSet) continue;
    const polygon = [0, 0, 0, 0];
    let ends = 0;
    for (let n = 0; n < 4; n++) {
      const { plane, face, nextBit } = corners[n];
      const at = lowest + offsets[n];
      const { configuration, firstVertex } = plane === 0 ? low : high;
      polygon[n] = firstVertex[at] + table.ringOf[configuration[at] * 12 + face];
      const pinched = table.pinched[configuration[at]];
      if (pinched === 0) continue;
      if ((pinched & nextBit) !== 0) ends |= 1 << n;
      if ((pinched & corners[(n + 3) % 4].backBit) !== 0) ends |= 16 << ((n + 3) % 4);
    }
    const pinchedSides = ends & (ends >> 4);
    if (pinchedSides === 0) {
      const [p, q, r, s] = polygon;
      if (isUpperSet === 0) mesh.quads.push4(p, q, r, s);
      else mesh.quads.push4(s, r, q, p);
      continue;
    }
    const upperVoxel = (k * nj + Math.floor(lowest / (ni + 1))) * ni + (lowest % (ni + 1));
    const voxel = isUpperSet === 1 ? upperVoxel : upperVoxel - stride;
    const edges = corners.map(({ voxelEdge }, n) =>
      (pinchedSides >> n) & 1 ? voxel * 12 + voxelEdge[isUpperSet] : undefined,
    );
    addPinchedFace(mesh, polygon, edges, isUpperSet === 1);
  }
}

/**
 * Adds a face with sides whose both ends are pinched. Such a side gets a vertex in its middle, which only the two faces
 * of this voxel share, so that the four that meet there do not share an edge. The polygon becomes a fan.
 */
function addPinchedFace(
  mesh: GrowingMesh,
  polygon: readonly number[],
  edges: readonly (number | undefined)[],
  isReversed: boolean,
) {
  const outline: number[] = [];
  polygon.forEach((vertex, n) => {
    outline.push(vertex);
    const edge = edges[n];
    if (edge === undefined) return;
    const middle = mesh.middles.get(edge) ?? addMean(mesh, vertex, polygon[(n + 1) % 4]);
    mesh.middles.set(edge, middle);
    outline.push(middle);
  });
  if (isReversed) outline.reverse();
  const centre = addMean(mesh, polygon[0], polygon[2]);
  outline.forEach((vertex, n) => mesh.triangles.push3(centre, vertex, outline[(n + 1) % outline.length]));
}

function addMean({ positions }: GrowingMesh, a: number, b: number): number {
  const middle = (axis: number) => (positions.at(3 * a + axis) + positions.at(3 * b + axis)) / 2;
  positions.push3(middle(0), middle(1), middle(2));
  return positions.length / 3 - 1;
}
