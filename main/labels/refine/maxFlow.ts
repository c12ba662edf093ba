/** Six arcs a node; arc `6 n + d` goes along direction d (0 to 5: -i, +i, -j, +j, -k, +k), its reverse along `d ^ 1`. */
const DEGREE = 6;
const FREE = 0;
const SOURCE = 1;
const SINK = 2;
const NO_ARC = -1;
const TERMINAL = -2;
const ORPHAN = -3;

/** A graph of voxels that share faces, with capacities in whole numbers. */
export interface VoxelGraph {
  /** [nodes]: above 0 the capacity from the source, below 0 that to the sink. Changed by the flow. */
  readonly terminal: Int32Array;
  /** [nodes, 6]: the node that each arc leads to, or -1. */
  readonly neighbour: Int32Array;
  /** [nodes, 6]: what each arc can carry. Changed by the flow. */
  readonly capacity: Int32Array;
}

/**
 * The side of each node in a minimum cut: 1 with the source, 0 with the sink (or with neither).
 *
 * The algorithm of Boykov and Kolmogorov, "An Experimental Comparison of Min-Cut/Max-Flow Algorithms for Energy
 * Minimization in Vision" (2004): two search trees that are kept and mended from one augmenting path to the next.
 */
export function minimumCut(graph: VoxelGraph): Uint8Array {
  const search = new TreeSearch(graph);
  search.run();
  const { tree } = search;
  return tree.map((side) => (side === SOURCE ? 1 : 0));
}

class TreeSearch {
  readonly tree: Uint8Array;
  private readonly terminal: Int32Array;
  private readonly neighbour: Int32Array;
  private readonly capacity: Int32Array;
  /** The arc from a node to its parent. */
  private readonly parent: Int32Array;
  /** How many arcs lay between a node and its terminal, and in which round that was found. */
  private readonly distance: Int32Array;
  private readonly stamp: Int32Array;
  private round = 0;
  /** Nodes that may grow: a ring buffer that holds each at most once. */
  private readonly active: Int32Array;
  private readonly isActive: Uint8Array;
  private head = 0;
  private waiting = 0;
  private readonly orphans: number[] = [];

  constructor({ terminal, neighbour, capacity }: VoxelGraph) {
    const nodes = terminal.length;
    this.terminal = terminal;
    this.neighbour = neighbour;
    this.capacity = capacity;
    this.tree = new Uint8Array(nodes);
    this.parent = new Int32Array(nodes).fill(NO_ARC);
    this.distance = new Int32Array(nodes);
    this.stamp = new Int32Array(nodes);
    this.active = new Int32Array(nodes);
    this.isActive = new Uint8Array(nodes);
    for (let n = 0; n < nodes; n++) {
      if (terminal[n] === 0) continue;
      this.tree[n] = terminal[n] > 0 ? SOURCE : SINK;
      this.parent[n] = TERMINAL;
      this.distance[n] = 1;
      this.activate(n);
    }
  }

  run(): void {
    while (this.waiting > 0) {
      const node = this.active[this.head];
      this.head = this.head + 1 === this.active.length ? 0 : this.head + 1;
      this.waiting--;
      // Still marked while it grows, so that it does not queue behind itself.
      while (this.tree[node] !== FREE) {
        const bridge = this.grow(node);
        this.round++;
        if (bridge === NO_ARC) break;
        this.augment(bridge);
        while (this.orphans.length > 0) this.adopt(this.orphans.pop() ?? 0);
      }
      this.isActive[node] = 0;
    }
  }

  private activate(node: number): void {
    if (this.isActive[node] === 1) return;
    this.isActive[node] = 1;
    const length = this.active.length;
    const end = this.head + this.waiting++;
    this.active[end < length ? end : end - length] = node;
  }

  /** Takes free neighbours into the node's tree; returns the arc, from the source's side, where the trees meet. */
  private grow(node: number): number {
    const { tree, neighbour, capacity, parent, distance, stamp } = this;
    const side = tree[node];
    for (let arc = node * DEGREE; arc < node * DEGREE + DEGREE; arc++) {
      const other = neighbour[arc];
      if (other < 0) continue;
      const back = other * DEGREE + ((arc - node * DEGREE) ^ 1);
      if (capacity[side === SOURCE ? arc : back] === 0) continue;
      if (tree[other] === FREE) {
        tree[other] = side;
        this.attach(other, back, node);
        this.activate(other);
      } else if (tree[other] !== side) {
        return side === SOURCE ? arc : back;
      } else if (stamp[other] <= stamp[node] && distance[other] > distance[node] && parent[other] >= 0) {
        this.attach(other, back, node);
      }
    }
    return NO_ARC;
  }

  private attach(node: number, arc: number, to: number): void {
    this.parent[node] = arc;
    this.distance[node] = this.distance[to] + 1;
    this.stamp[node] = this.stamp[to];
  }

  /** Sends what the path over `bridge` can carry; what it fills cuts nodes off their parents. */
  private augment(bridge: number): void {
    const { terminal, neighbour, capacity, parent } = this;
    const from = Math.floor(bridge / DEGREE);
    const to = neighbour[bridge];
    let flow = capacity[bridge];
    let node = from;
    for (; parent[node] !== TERMINAL; node = neighbour[parent[node]])
      flow = Math.min(flow, capacity[this.reverse(parent[node])]);
    flow = Math.min(flow, terminal[node]);
    for (node = to; parent[node] !== TERMINAL; node = neighbour[parent[node]])
      flow = Math.min(flow, capacity[parent[node]]);
    flow = Math.min(flow, -terminal[node]);

    this.send(bridge, flow);
    for (node = from; parent[node] !== TERMINAL;) {
      const arc = parent[node];
      const next = neighbour[arc];
      this.send(this.reverse(arc), flow);
      if (capacity[this.reverse(arc)] === 0) this.orphan(node);
      node = next;
    }
    terminal[node] -= flow;
    if (terminal[node] === 0) this.orphan(node);
    for (node = to; parent[node] !== TERMINAL;) {
      const arc = parent[node];
      const next = neighbour[arc];
      this.send(arc, flow);
      if (capacity[arc] === 0) this.orphan(node);
      node = next;
    }
    terminal[node] += flow;
    if (terminal[node] === 0) this.orphan(node);
  }

  private reverse(arc: number): number {
    const direction = arc % DEGREE;
    return this.neighbour[arc] * DEGREE + (direction ^ 1);
  }

  private send(arc: number, flow: number): void {
    this.capacity[arc] -= flow;
    this.capacity[this.reverse(arc)] += flow;
  }

  private orphan(node: number): void {
    this.parent[node] = ORPHAN;
    this.orphans.push(node);
  }

  /** Finds an orphan another parent in its tree, the nearest to the terminal, or sets it free. */
  private adopt(node: number): void {
    const { tree, neighbour, capacity, parent } = this;
    const side = tree[node];
    let [best, nearest] = [NO_ARC, Infinity];
    for (let arc = node * DEGREE; arc < node * DEGREE + DEGREE; arc++) {
      const other = neighbour[arc];
      if (other < 0 || tree[other] !== side) continue;
      if (capacity[side === SOURCE ? this.reverse(arc) : arc] === 0) continue;
      const distance = this.distanceToTerminal(other);
      if (distance < nearest) [best, nearest] = [arc, distance];
    }
    if (best !== NO_ARC) {
      parent[node] = best;
      this.distance[node] = nearest + 1;
      this.stamp[node] = this.round;
      return;
    }
    tree[node] = FREE;
    parent[node] = NO_ARC;
    for (let arc = node * DEGREE; arc < node * DEGREE + DEGREE; arc++) {
      const other = neighbour[arc];
      if (other < 0 || tree[other] !== side) continue;
      if (capacity[side === SOURCE ? this.reverse(arc) : arc] > 0) this.activate(other);
      const up = parent[other];
      if (up >= 0 && neighbour[up] === node) this.orphan(other);
    }
  }

  /** How many arcs a node is from its terminal; Infinity where its tree was cut below it. Remembered for the round. */
  private distanceToTerminal(node: number): number {
    const { neighbour, parent, distance, stamp, round } = this;
    let steps = 0;
    let at = node;
    while (stamp[at] !== round) {
      const arc = parent[at];
      if (arc === TERMINAL) {
        stamp[at] = round;
        distance[at] = 1;
        break;
      }
      if (arc < 0) return Infinity;
      at = neighbour[arc];
      steps++;
    }
    const length = steps + distance[at];
    let left = length;
    for (at = node; stamp[at] !== round; at = neighbour[parent[at]]) {
      stamp[at] = round;
      distance[at] = left--;
    }
    return length;
  }
}
