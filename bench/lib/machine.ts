import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  /** Load averages of 1, 5 and 15 minutes; zeros on Windows, which has none. */
  readonly load: readonly number[];
}

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    load: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

/** The machine before and after the measurements in a line: a load above the cores means that figures are too long. */
export function machineLine(before: Machine, after: Machine): string {
  const { cpu, cores, memoryGb, platform, node } = before;
  const others =
    before.load[0] > cores
      ? ' (other work was running: compare the sides, not the seconds with other days)'
      : '';
  return `${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}; load ${before.load[0]} before, ${after.load[0]} after${others}.`;
}
