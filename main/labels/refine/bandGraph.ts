import type { Vec3 } from '../../contract/geometry.ts';
import type { VoxelGraph } from './maxFlow.ts';

export interface Band {
  readonly shapeIjk: Vec3;
  readonly spacingMm: Vec3;
  /** 1: surely inside, 0: surely outside, 2: to be decided. */
  readonly state: Uint8Array;
  /** What speaks for inside in a voxel that is to be decided, as a natural logarithm. */
  readonly evidence: (voxel: number) => number;
  /** Smoothed HU, whose steps are where a border should run. */
  readonly hu: Float32Array;
  /** A step of this size makes a border cheap. */
  readonly stepHu: number;
  /** What a border costs where there is no step: evidence of so many mm^3 a mm^2. */
  readonly stiffnessMm: number;
}

export const UNDECIDED = 2;

/** Part of a border's cost that no step takes away. */
const LEAST_COST = 0.05;

/** The capacity of a face of middle size; whole numbers need some room below. */
const FACE_CAPACITY = 2000;

/**
 * The graph whose minimum cut is the best border through the undecided voxels. A voxel's evidence counts with its volume
 * and a border with its area, so that the result does not hang on the spacing. The cost falls with the step in HU
 * across a face as in Boykov and Jolly, "Interactive Graph Cuts" (2001).
 *
 * @returns the graph and, for each of its nodes, the position of its voxel
 */
export function bandGraph(band: Band): { graph: VoxelGraph; voxels: Int32Array } {
  const { shapeIjk, spacingMm, state, hu } = band;
  const { node, voxels } = numbered(state);
  const terminal = new Int32Array(voxels.length);
  const neighbour = new Int32Array(6 * voxels.length).fill(-1);
  const capacity = new Int32Array(6 * voxels.length);

  const voxelMm3 = spacingMm[0] * spacingMm[1] * spacingMm[2];
  const scale = FACE_CAPACITY / (band.stiffnessMm * Math.cbrt(voxelMm3) ** 2);
  const faces = spacingMm.map((mm) => (band.stiffnessMm * scale * voxelMm3) / mm);
  const strides = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const exponent = -1 / (2 * band.stepHu * band.stepHu);
  for (let m = 0; m < voxels.length; m++) {
    const n = voxels[m];
    let bias = scale * voxelMm3 * band.evidence(n);
    for (let direction = 0; direction < 6; direction++) {
      const axis = direction >> 1;
      const step = (direction & 1) === 1 ? 1 : -1;
      const place = (Math.floor(n / strides[axis]) % shapeIjk[axis]) + step;
      if (place < 0 || place >= shapeIjk[axis]) continue;
      const other = n + step * strides[axis];
      const difference = hu[n] - hu[other];
      const cost = Math.round(
        faces[axis] * Math.max(LEAST_COST, Math.exp(exponent * difference * difference)),
      );
      if (state[other] === UNDECIDED) {
        neighbour[6 * m + direction] = node[other];
        capacity[6 * m + direction] = cost;
      } else bias += state[other] === 1 ? cost : -cost;
    }
    terminal[m] = Math.round(bias);
  }
  return { graph: { terminal, neighbour, capacity }, voxels };
}

/** The undecided voxels in memory order, and the number of each. */
function numbered(state: Uint8Array): { node: Int32Array; voxels: Int32Array } {
  const node = new Int32Array(state.length);
  const voxels = new Int32Array(state.length);
  let count = 0;
  for (let n = 0; n < state.length; n++) {
    if (state[n] !== UNDECIDED) continue;
    node[n] = count;
    voxels[count++] = n;
  }
  return { node, voxels: voxels.slice(0, count) };
}
