import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SegmentStage } from '../../main/contract/engine.ts';
import type { WindowCount } from '../display/remainingTime.ts';
import type { Grid } from '../../main/contract/geometry.ts';
import type * as contract from '../../main/contract/labels.ts';
import type { SegmentStatistics } from '../../main/contract/segmentStatistics.ts';
import type { Report } from '../../main/contract/report.ts';
import { toLabelMap, type LabelMap } from '../geometry/labelMap.ts';

/** A segment with how it is shown. */
export interface Segment extends contract.Segment {
  readonly visible: boolean;
  /** 0 to 1, of the fill. */
  readonly opacity: number;
  readonly outline: boolean;
}

/** Segments of one label map. See the contract's SegmentGroup. */
export interface SegmentGroup {
  readonly groupId: string;
  readonly name: string;
  readonly origin: contract.SegmentGroup['origin'];
  readonly segments: readonly Segment[];
  /** Deleted ones: Undo may bring their voxels back. */
  readonly removed: readonly Segment[];
  readonly report: Report | null;
  readonly map: LabelMap;
  readonly statistics: readonly SegmentStatistics[];
  /** By value. */
  readonly surfaces: Readonly<Record<number, contract.Surface>>;
}

export interface RunProgress {
  /** Models that were asked for, and how many of them have ended: each has its result or failed. */
  readonly asked: number;
  readonly ended: number;
  readonly stage: SegmentStage | 'starting';
  readonly fraction: number;
  /** performance.now() of the moment Segment was pressed. */
  readonly startedAt: number;
  readonly processor: string;
  /** How far a network is that is run window by window. */
  readonly windows?: WindowCount;
}

/** What was found and drawn in one scan. */
export interface ScanSegmentation {
  readonly run: RunProgress | null;
  readonly groups: readonly SegmentGroup[];
  /** The group that is filled on the slices and edited; others show their outlines. */
  readonly activeGroupId: string | null;
  /** The segment that tools act on. */
  readonly activeValue: number;
}

interface SegmentationState {
  readonly byScan: Readonly<Record<string, ScanSegmentation>>;
  readonly shownScanId: string | null;
  /** On the slices: the labels themselves or their contour, the shell of border voxels. */
  readonly shown: 'mask' | 'contour';
}

const nothing: ScanSegmentation = { run: null, groups: [], activeGroupId: null, activeValue: 1 };

export const segmentationStore = createStore<SegmentationState>()(() => ({
  byScan: {},
  shownScanId: null,
  shown: 'mask',
}));

/** What was found in the scan on show. */
export function shownSegmentation(state = segmentationStore.getState()): ScanSegmentation {
  return (state.shownScanId !== null && state.byScan[state.shownScanId]) || nothing;
}

/** A part of what was found in the scan on show, kept up to date. */
export function useSegmentation<T>(select: (segmentation: ScanSegmentation) => T): T {
  return useStore(segmentationStore, (state) => select(shownSegmentation(state)));
}

/** The same of a scan that need not be on show. */
export function useSegmentationOf<T>(
  scanId: string | undefined,
  select: (segmentation: ScanSegmentation) => T,
): T {
  return useStore(segmentationStore, ({ byScan }) =>
    select((scanId !== undefined && byScan[scanId]) || nothing),
  );
}

export function useShownLabels(): SegmentationState['shown'] {
  return useStore(segmentationStore, ({ shown }) => shown);
}

export function segmentationOf(scanId: string, state = segmentationStore.getState()): ScanSegmentation {
  return state.byScan[scanId] ?? nothing;
}

export function changeSegmentation(scanId: string, changes: Partial<ScanSegmentation>): void {
  segmentationStore.setState(({ byScan }) => ({
    byScan: { ...byScan, [scanId]: { ...(byScan[scanId] ?? nothing), ...changes } },
  }));
}

export function forgetSegmentation(scanId: string): void {
  segmentationStore.setState(({ byScan: { [scanId]: _gone, ...byScan } }) => ({ byScan }));
}

export function findGroup(scanId: string, groupId: string): SegmentGroup | undefined {
  return segmentationOf(scanId).groups.find((group) => group.groupId === groupId);
}

export function activeGroup({ groups, activeGroupId }: ScanSegmentation): SegmentGroup | undefined {
  return groups.find(({ groupId }) => groupId === activeGroupId);
}

/** What can be set beside each other: results and drawings, not where two of them differ. */
export function comparable(groups: readonly SegmentGroup[]): readonly SegmentGroup[] {
  return groups.filter(({ origin }) => origin !== 'difference');
}

/** There is a voxel to show and to export. */
export function hasMask(segmentation: ScanSegmentation): boolean {
  return segmentation.groups.some(({ map }) => map.box.end[0] > map.box.start[0]);
}

/** The device that runs the network, or ran it for the active group; empty where none did. */
export function processorInUse(segmentation: ScanSegmentation): string {
  return segmentation.run?.processor || activeGroup(segmentation)?.report?.provider.device || '';
}

/** One of the models that were asked for has ended; with the last one the run has. */
export function endOneRun(scanId: string): void {
  const { run } = segmentationOf(scanId);
  if (!run) return;
  const ended = run.ended + 1;
  changeSegmentation(scanId, {
    run: ended < run.asked ? { ...run, ended, fraction: ended / run.asked } : null,
  });
}

/** Adds a group, or puts it in the place of the one with its id (keeping how its segments are shown), and makes it the active one. */
export function putGroup(scanId: string, group: SegmentGroup): void {
  const { groups } = segmentationOf(scanId);
  const known = groups.some(({ groupId }) => groupId === group.groupId);
  changeSegmentation(scanId, {
    groups: known ? groups.map((old) => (old.groupId === group.groupId ? group : old)) : [...groups, group],
    activeGroupId: group.groupId,
    activeValue: group.segments[0]?.value ?? 1,
  });
}

export function changeGroup(scanId: string, groupId: string, changes: Partial<SegmentGroup>): void {
  changeSegmentation(scanId, {
    groups: segmentationOf(scanId).groups.map((group) =>
      group.groupId === groupId ? { ...group, ...changes } : group,
    ),
  });
}

export function removeGroup(scanId: string, groupId: string): void {
  const { groups, activeGroupId } = segmentationOf(scanId);
  const rest = groups.filter((group) => group.groupId !== groupId);
  changeSegmentation(scanId, {
    groups: rest,
    activeGroupId: activeGroupId === groupId ? (rest.at(-1)?.groupId ?? null) : activeGroupId,
  });
}

/** How a segment is shown at first. */
export const defaultDisplay = { visible: true, opacity: 0.35, outline: true } as const;

/** The viewer's group of one that the engine sent. */
export function toSegmentGroup(
  grid: Grid,
  { groupId, name, origin, segments, report }: contract.SegmentGroup,
  labels: contract.LabelBlock,
): SegmentGroup {
  return {
    ...{ groupId, name, origin, report },
    segments: segments.map((segment) => ({ ...segment, ...defaultDisplay })),
    map: toLabelMap(grid, labels),
    statistics: [],
    surfaces: {},
    removed: [],
  };
}
