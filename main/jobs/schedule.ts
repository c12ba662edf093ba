/** A job that waits. */
export interface WaitingJob {
  readonly id: string;
  /** Its place in the order of arrival. */
  readonly order: number;
  readonly priority: number;
  readonly modelId: string;
  /** What it is expected to hold in this machine's memory. */
  readonly memoryBytes: number;
  /** The lanes that it may run on now. */
  readonly lanes: readonly string[];
  /** How many jobs of its own priority that came later were started before it. */
  readonly overtaken: number;
}

/** A processor or a server. */
export interface LaneState {
  readonly id: string;
  /** Jobs that may be under way on it: those computing, being loaded ahead and being saved. */
  readonly depth: number;
  readonly underWay: readonly { readonly priority: number }[];
  /** Models whose sessions it holds. */
  readonly loadedModels: readonly string[];
}

export interface ScheduleState {
  readonly waiting: readonly WaitingJob[];
  readonly lanes: readonly LaneState[];
  /** Memory that a job started now may take. */
  readonly roomBytes: number;
}

export type Decision =
  | { readonly kind: 'start'; readonly jobId: string; readonly laneId: string }
  /** Nothing can be started; `forMemory` is the job that only waits for memory. */
  | { readonly kind: 'wait'; readonly forMemory: string | undefined };

/** So often may later jobs of the same priority be preferred to one: then it is its turn, whatever it costs. */
export const MAX_OVERTAKEN = 8;

/**
 * Which job is to be started next, and where. In this order: the highest priority that has a lane free; in it the oldest,
 * unless a later one's model is loaded already; a job too large for the memory left lets smaller ones of its priority
 * pass. Neither preference passes a job by more than MAX_OVERTAKEN times. With nothing under way any job is started:
 * waiting would not give it more memory.
 */
export function nextStart({ waiting, lanes, roomBytes }: ScheduleState): Decision {
  const idle = lanes.every(({ underWay }) => underWay.length === 0);
  const open = waiting
    .map((job) => ({ job, lanes: lanes.filter((lane) => isOpen(lane, job)) }))
    .filter((candidate) => candidate.lanes.length > 0);
  const highest = open.reduce((top, { job }) => Math.max(top, job.priority), -Infinity);
  const equals = open
    .filter(({ job }) => job.priority === highest)
    .sort((a, b) => Number(isLoaded(b)) - Number(isLoaded(a)) || a.job.order - b.job.order);
  const overdue = equals
    .filter(({ job }) => job.overtaken >= MAX_OVERTAKEN)
    .sort((a, b) => a.job.order - b.job.order)[0];

  const inTurn = overdue ? [overdue] : equals;
  const chosen = inTurn.find(({ job }) => idle || job.memoryBytes <= roomBytes);
  if (!chosen) return { kind: 'wait', forMemory: inTurn[0]?.job.id };
  return { kind: 'start', jobId: chosen.job.id, laneId: bestLane(chosen).id };
}

interface Candidate {
  readonly job: WaitingJob;
  readonly lanes: readonly LaneState[];
}

/**
 * Only equals and betters take room from a job, so that an urgent one need not wait for a list being worked through; but
 * no more than one goes beyond the depth.
 */
function isOpen({ id, depth, underWay }: LaneState, job: WaitingJob): boolean {
  if (!job.lanes.includes(id) || underWay.length > depth) return false;
  return underWay.filter(({ priority }) => priority >= job.priority).length < depth;
}

function isLoaded({ job, lanes }: Candidate): boolean {
  return lanes.some(({ loadedModels }) => loadedModels.includes(job.modelId));
}

/** One that holds the model, else the one with most room. */
function bestLane({ job, lanes }: Candidate): LaneState {
  const room = ({ depth, underWay }: LaneState) => (depth - underWay.length) / depth;
  const rank = (lane: LaneState) => (lane.loadedModels.includes(job.modelId) ? 2 : 0) + room(lane);
  return lanes.reduce((best, lane) => (rank(lane) > rank(best) ? lane : best));
}

export interface Memory {
  /** Free now. */
  readonly availableBytes: number;
  /** Free when nothing was under way last. */
  readonly idleBytes: number;
  /** Expected of the jobs under way, whether they have taken it already or not. */
  readonly reservedBytes: number;
}

/**
 * What a further job may take: what is free now, and no more than the jobs under way will leave once they have taken all
 * that is expected of them.
 */
export function roomFor({ availableBytes, idleBytes, reservedBytes }: Memory): number {
  return Math.min(availableBytes, idleBytes - reservedBytes);
}
