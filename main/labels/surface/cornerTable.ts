/**
 * How the faces between set and unset voxels meet at a corner of the voxel grid, for each of the 256 ways to set the
 * eight voxels around it. Bit v of a configuration is voxel v; bit d of v is 1 where it lies on the upper side along
 * axis d.
 *
 * Around a corner the faces form closed rings, and each ring gets a vertex of its own: the surface does not touch itself
 * where voxels of the mask share an edge or a corner only (Nielson 2004, "Dual marching cubes").
 */
export interface CornerTable {
  /** rings[c]: how many vertices the corner has. */
  readonly rings: Uint8Array;
  /** ringOf[12 c + face]: which of them is that of a face. */
  readonly ringOf: Uint8Array;
  /**
   * Bit 2 axis + side of pinched[c]: four faces meet along the grid edge that leaves the corner to that side, and all
   * belong to one ring. Where both ends of an edge are pinched, the four would share one edge of the mesh.
   */
  readonly pinched: Uint8Array;
}

/** The two axes across each axis, in ascending order. */
export const acrossAxes = [
  [1, 2],
  [0, 2],
  [0, 1],
] as const;

/** Number (0 to 11) of the face across `axis` on the sides (0 lower, 1 upper) of the corner along its two other axes. */
export function faceNumber(axis: number, sideA: number, sideB: number): number {
  return axis * 4 + sideA + 2 * sideB;
}

export function makeCornerTable(): CornerTable {
  const table = {
    rings: new Uint8Array(256),
    ringOf: new Uint8Array(256 * 12),
    pinched: new Uint8Array(256),
  };
  for (let configuration = 0; configuration < 256; configuration++) describeCorner(configuration, table);
  return table;
}

function describeCorner(configuration: number, { rings, ringOf, pinched }: CornerTable) {
  const edges = [0, 1, 2].flatMap((axis) =>
    [0, 1].map((side) => ({ bit: 1 << (2 * axis + side), links: linksAlongEdge(configuration, axis, side) })),
  );
  const leaders = Array.from({ length: 12 }, (_, face) => face);
  for (const [a, b] of edges.flatMap(({ links }) => links)) {
    const [from, to] = [leaders[a], leaders[b]];
    leaders.forEach((leader, face) => (leaders[face] = leader === from ? to : leader));
  }
  const faces = edges.flatMap(({ links }) => links.flat());
  const distinct = [...new Set(faces.map((face) => leaders[face]))];
  rings[configuration] = distinct.length;
  for (const face of faces) ringOf[configuration * 12 + face] = distinct.indexOf(leaders[face]);
  for (const { bit, links } of edges)
    if (links.length === 2 && leaders[links[0][0]] === leaders[links[1][0]]) pinched[configuration] |= bit;
}

/**
 * The pairs of faces that continue each other across a grid edge: none, the two that meet there, or, of four, the two of
 * each set voxel.
 */
function linksAlongEdge(configuration: number, axis: number, side: number): [number, number][] {
  const [a, b] = acrossAxes[axis];
  const around = [0, 1 << a, (1 << a) | (1 << b), 1 << b].map((voxel) => voxel | (side << axis));
  const isSet = around.map((voxel) => (configuration >> voxel) & 1);
  const steps = [0, 1, 2, 3].filter((n) => isSet[n] !== isSet[(n + 1) % 4]);
  const faces = around.map((voxel, n) => faceBetween(voxel, around[(n + 1) % 4]));
  if (steps.length === 0) return [];
  if (steps.length === 2) return [[faces[steps[0]], faces[steps[1]]]];
  return steps.filter((n) => isSet[n] === 1).map((n) => [faces[(n + 3) % 4], faces[n]]);
}

function faceBetween(voxel: number, neighbour: number): number {
  const axis = Math.log2(voxel ^ neighbour);
  const [a, b] = acrossAxes[axis];
  return faceNumber(axis, (voxel >> a) & 1, (voxel >> b) & 1);
}
