import { setImmediate as aMoment } from 'node:timers/promises';
import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { say } from '../messages/say.ts';
import { editPatch } from './editPatch.ts';
import { toPatch } from '../edits/labelChange.ts';
import { groupAgreement, groupDifferences } from './groupAgreement.ts';
import { GroupJournals } from './groupJournals.ts';
import { LabelGroup } from './labelGroup.ts';
import { groupOf, type OpenScan } from './openScan.ts';

/** What a window asks of the segments of an open scan. */
export type GroupRequest = Extract<
  EngineRequest,
  {
    kind:
      | 'addGroup'
      | 'removeGroup'
      | 'describeGroup'
      | 'patch'
      | 'edit'
      | 'recover'
      | 'compare'
      | 'showDifferences';
  }
>;

/** The segments of the open scans: in step with the window's edits, measured and meshed once those rest. */
export class Groups {
  private readonly scans: ReadonlyMap<string, OpenScan>;
  private readonly emit: (event: EngineEvent) => void;
  private readonly journals: GroupJournals;
  /** Segments whose numbers and surface are of labels as they were, with the scan that they belong to. */
  private readonly stale = new Map<LabelGroup, { readonly scanId: string; readonly values: Set<number> }>();

  /** @param home the application-data folder, where edits are kept for a crash */
  constructor(scans: ReadonlyMap<string, OpenScan>, home: string, emit: (event: EngineEvent) => void) {
    this.scans = scans;
    this.emit = emit;
    this.journals = new GroupJournals(home, (why) => emit({ kind: 'notice', message: say(why) }));
  }

  /** Keeps a group with its scan, in the place of one of the same id, and sends it to the window; numbers and surfaces follow. */
  show(scan: OpenScan, group: LabelGroup): void {
    const { scanId } = scan.info;
    const replaced = scan.groups.get(group.about.groupId);
    if (replaced && replaced !== group) this.journals.forget(replaced);
    scan.groups.set(group.about.groupId, group);
    this.emit({ kind: 'group', scanId, group: group.about, labels: group.block() });
    this.follow(
      scanId,
      group,
      group.about.segments.map(({ value }) => value),
    );
  }

  /** Tells the window of edits of a scan that were left unsaved. */
  async offerLeftEdits(scan: OpenScan): Promise<void> {
    const found = await this.journals.recoverable(scan);
    if (found.length > 0) this.emit({ kind: 'recoverable', scanId: scan.info.scanId, found });
  }

  /** The group is in a file of the user's as it is now. */
  saved(group: LabelGroup): void {
    this.journals.forget(group);
  }

  /** The scan is being closed. */
  leave(scan: OpenScan): void {
    this.journals.close(scan);
  }

  /** @throws VolscopeError('usage') where the scan or the group is gone */
  async handle(request: GroupRequest): Promise<void> {
    const { scanId } = request;
    const scan = this.scans.get(scanId);
    if (!scan) throw new VolscopeError('usage', sentence`That scan is no longer open; open it again.`);
    switch (request.kind) {
      case 'addGroup':
        scan.groups.set(request.group.groupId, new LabelGroup(scan.volume, request.group));
        return;
      case 'removeGroup':
        this.journals.forget(groupOf(scan, request.groupId));
        scan.groups.delete(request.groupId);
        return;
      case 'recover':
        return this.recover(scan, request.journal, request.wanted);
      case 'describeGroup': {
        const group = groupOf(scan, request.groupId);
        group.about = { ...group.about, name: request.name, segments: request.segments };
        this.journals.described(group);
        return;
      }
      case 'patch': {
        const group = groupOf(scan, request.groupId);
        const patch = toPatch(request.patch);
        this.journals.willEdit(scan, group, patch);
        this.follow(scanId, group, group.apply(patch));
        return;
      }
      case 'compare': {
        const { groupIds } = request;
        const [a, b] = groupIds.map((groupId) => groupOf(scan, groupId));
        this.emit({ kind: 'agreement', scanId, groupIds, agreement: groupAgreement(a, b) });
        return;
      }
      case 'showDifferences': {
        const [a, b] = request.groupIds.map((groupId) => groupOf(scan, groupId));
        const group = groupDifferences(a, b, request.names);
        if (group) this.show(scan, group);
        return;
      }
      case 'edit':
        return this.edit(groupOf(scan, request.groupId), request);
    }
  }

  private async recover(scan: OpenScan, journal: string, wanted: boolean): Promise<void> {
    if (!wanted) return this.journals.discard(journal);
    const group = await this.journals.recover(scan, journal);
    if (group) this.show(scan, group);
  }

  private edit(
    group: LabelGroup,
    { editId, value, operation }: Extract<GroupRequest, { kind: 'edit' }>,
  ): void {
    try {
      this.emit({ kind: 'edited', editId, patch: editPatch(group, value, operation) });
    } catch (error) {
      this.emit({ kind: 'editFailed', editId, message: say(error) });
    }
  }

  /** Numbers and surfaces are made anew when nothing else waits to be done: a stroke on its heels comes first. */
  private follow(scanId: string, group: LabelGroup, values: Iterable<number>): void {
    const waiting = this.stale.get(group);
    if (waiting) for (const value of values) waiting.values.add(value);
    else {
      this.stale.set(group, { scanId, values: new Set(values) });
      setImmediate(() => void this.catchUp(group));
    }
  }

  private async catchUp(group: LabelGroup): Promise<void> {
    const stale = this.stale.get(group);
    this.stale.delete(group);
    if (!stale || !this.isOpen(stale.scanId, group)) return;
    const { scanId, values } = stale;
    const { groupId } = group.about;
    const statistics = group.statistics();
    // Edits whose numbers are shown have outlived a crash: they are written while these are counted.
    await this.journals.written(group);
    if (!this.stale.has(group)) this.emit({ kind: 'statistics', scanId, groupId, statistics });
    for (const value of values) {
      if (!this.isOpen(scanId, group)) return;
      // Changed once more meanwhile: it is made anew later.
      if (this.stale.get(group)?.values.has(value)) continue;
      const box = statistics.find((of) => of.value === value)?.box ?? undefined;
      this.emit({ kind: 'surface', scanId, groupId, value, surface: group.surface(value, box) });
      // Of a hundred classes: what a window asks meanwhile is not to wait for all of them.
      await aMoment();
    }
  }

  private isOpen(scanId: string, group: LabelGroup): boolean {
    return this.scans.get(scanId)?.groups.get(group.about.groupId) === group;
  }
}
