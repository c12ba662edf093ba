import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sentenceOf } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { RecoverableEdits } from '../contract/labels.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { patchFromEmpty } from '../edits/patch.ts';
import { JournalWriter } from '../journal/journalWriter.ts';
import { JOURNAL_ENDING, listJournals, readJournal, replayJournal } from '../journal/readJournal.ts';
import { isSameGrid } from '../volume/grid.ts';
import { LabelGroup } from './labelGroup.ts';
import type { OpenScan } from './openScan.ts';

/**
 * Edits on disk as they are made, a journal a group from its first edit on: what was not exported is offered back when
 * the scan is next opened, whether the app crashed or was closed.
 */
export class GroupJournals {
  private readonly folder: string;
  private readonly tell: (why: Sentence) => void;
  private readonly writers = new Map<LabelGroup, Promise<JournalWriter>>();
  /** The last thing that was to be written of each group. */
  private readonly writing = new WeakMap<LabelGroup, Promise<void>>();

  constructor(home: string, tell: (why: Sentence) => void) {
    this.folder = join(home, 'edits');
    this.tell = tell;
  }

  /** To be told of an edit before it is carried out: a new journal begins with the labels as they were. */
  willEdit(scan: OpenScan, group: LabelGroup, patch: LabelPatch): void {
    const known = this.writers.get(group);
    const writer = known ?? this.begin(scan, group);
    this.writers.set(group, writer);
    this.writing.set(group, this.heed(writer.then((journal) => journal.append(patch))));
  }

  /** Kept once the edits so far are on disk, or can't be. */
  async written(group: LabelGroup): Promise<void> {
    await this.writing.get(group);
  }

  described(group: LabelGroup): void {
    const writer = this.writers.get(group);
    if (writer) void this.heed(writer.then((journal) => journal.appendSegments(group.about.segments)));
  }

  /** The edits are in a file of the user's, or are not wanted. */
  forget(group: LabelGroup): void {
    const writer = this.writers.get(group);
    this.writers.delete(group);
    if (writer) void this.heed(writer.then((journal) => journal.discard()));
  }

  /** The scan is closed: its journals stay on disk. */
  close(scan: OpenScan): void {
    for (const group of scan.groups.values()) {
      const writer = this.writers.get(group);
      this.writers.delete(group);
      if (writer) void this.heed(writer.then((journal) => journal.close()));
    }
  }

  /** Edits of this scan that were left behind, the latest first. */
  async recoverable(scan: OpenScan): Promise<RecoverableEdits[]> {
    const own = await listJournals(
      this.folder,
      (identity) => identity.scanPath === scan.path && isSameGrid(identity, scan.volume.grid),
    );
    const inUse = new Set((await Promise.all(this.writers.values())).map(({ path }) => path));
    return own
      .filter(({ path }) => !inUse.has(path))
      .map(({ path, identity, edits, changedAt }) => ({
        journal: path.slice(this.folder.length + 1),
        groupName: identity.groupName,
        edits,
        changedAt: changedAt.getTime(),
      }));
  }

  /** Brings left edits back as a group of the scan; further edits go on in their journal. */
  async recover(scan: OpenScan, journalName: string): Promise<LabelGroup | undefined> {
    const path = await this.pathOf(journalName);
    const journal = path && (await readJournal(path));
    if (!path || !journal) return undefined;
    const { groupId, groupName } = journal.identity;
    const group = new LabelGroup(scan.volume, {
      groupId: scan.groups.has(groupId) ? `${groupId} ${Date.now()}` : groupId,
      name: groupName,
      origin: 'drawn',
      segments: journal.segments.map(({ value, name, colour, locked }) => ({
        ...{ value, name, colour },
        locked: locked === true,
      })),
      report: null,
    });
    group.replaceLabels(replayJournal(journal), journal.patches.length);
    this.writers.set(group, JournalWriter.resume(path));
    return group;
  }

  async discard(journalName: string): Promise<void> {
    const path = await this.pathOf(journalName);
    if (path) await (await JournalWriter.resume(path)).discard();
  }

  /** A name from the window is only ever one of those that it was told. */
  private async pathOf(journalName: string): Promise<string | undefined> {
    const names = await readdir(this.folder).catch((): string[] => []);
    return names.includes(journalName) && journalName.endsWith(JOURNAL_ENDING)
      ? join(this.folder, journalName)
      : undefined;
  }

  private begin({ path, info }: OpenScan, group: LabelGroup): Promise<JournalWriter> {
    const { groupId, name, segments } = group.about;
    const { shapeIjk, affineIjkToRas } = info.grid;
    return JournalWriter.create(
      this.folder,
      {
        ...{ scanPath: path, scanName: info.name, shapeIjk, affineIjkToRas, groupId, groupName: name },
        startedAt: new Date().toISOString(),
      },
      segments,
      patchFromEmpty(group.labels, shapeIjk, group.box),
    );
  }

  private heed(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) =>
      this.tell(sentence`Edits are not kept for a crash: ${sentenceOf(error)}`),
    );
  }
}
