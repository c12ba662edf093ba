import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import { describeError, VolscopeError } from '../contract/errors.ts';
import { editPatch } from './editPatch.ts';
import { LabelGroup } from './labelGroup.ts';
import { groupOf, type OpenScan } from './openScan.ts';

/** What a window asks of the segments of an open scan. */
export type GroupRequest = Extract<
  EngineRequest,
  { kind: 'addGroup' | 'removeGroup' | 'describeGroup' | 'patch' | 'edit' }
>;

/** The segments of the open scans: in step with the window's edits, measured and meshed once those rest. */
export class Groups {
  private readonly scans: ReadonlyMap<string, OpenScan>;
  private readonly emit: (event: EngineEvent) => void;
  /** Segments whose numbers and surface are of labels as they were, with the scan that they belong to. */
  private readonly stale = new Map<LabelGroup, { readonly scanId: string; readonly values: Set<number> }>();

  constructor(scans: ReadonlyMap<string, OpenScan>, emit: (event: EngineEvent) => void) {
    this.scans = scans;
    this.emit = emit;
  }

  /** Keeps a group with its scan, in the place of one of the same id, and sends it to the window; surfaces follow. */
  show(scan: OpenScan, group: LabelGroup): void {
    const { scanId } = scan.info;
    scan.groups.set(group.about.groupId, group);
    const [labels, statistics] = [group.block(), group.statistics()];
    this.emit({ kind: 'group', scanId, group: group.about, labels, statistics });
    this.follow(
      scanId,
      group,
      group.about.segments.map(({ value }) => value),
    );
  }

  /** @throws VolscopeError('usage') where the scan or the group is gone */
  handle(request: GroupRequest): void {
    const { scanId } = request;
    const scan = this.scans.get(scanId);
    if (!scan) throw new VolscopeError('usage', 'That scan is no longer open; open it again.');
    switch (request.kind) {
      case 'addGroup':
        scan.groups.set(request.group.groupId, new LabelGroup(scan.volume, request.group));
        return;
      case 'removeGroup':
        scan.groups.delete(request.groupId);
        return;
      case 'describeGroup': {
        const group = groupOf(scan, request.groupId);
        group.about = { ...group.about, name: request.name, segments: request.segments };
        return;
      }
      case 'patch': {
        const group = groupOf(scan, request.groupId);
        this.follow(scanId, group, group.apply(request.patch));
        return;
      }
      case 'edit':
        return this.edit(groupOf(scan, request.groupId), request);
    }
  }

  private edit(
    group: LabelGroup,
    { editId, value, operation }: Extract<GroupRequest, { kind: 'edit' }>,
  ): void {
    try {
      this.emit({ kind: 'edited', editId, patch: editPatch(group, value, operation) });
    } catch (error) {
      this.emit({ kind: 'editFailed', editId, message: describeError(error).message });
    }
  }

  /** Numbers and surfaces are made anew when nothing else waits to be done: a stroke on its heels comes first. */
  private follow(scanId: string, group: LabelGroup, values: Iterable<number>): void {
    const waiting = this.stale.get(group);
    if (waiting) for (const value of values) waiting.values.add(value);
    else {
      this.stale.set(group, { scanId, values: new Set(values) });
      setImmediate(() => this.catchUp(group));
    }
  }

  private catchUp(group: LabelGroup): void {
    const stale = this.stale.get(group);
    this.stale.delete(group);
    const { groupId } = group.about;
    if (!stale || this.scans.get(stale.scanId)?.groups.get(groupId) !== group) return;
    const { scanId, values } = stale;
    this.emit({ kind: 'statistics', scanId, groupId, statistics: group.statistics() });
    for (const value of values)
      this.emit({ kind: 'surface', scanId, groupId, value, surface: group.surface(value) });
  }
}
