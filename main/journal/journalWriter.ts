import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { packPatch } from '../edits/packPatch.ts';
import { patchFromEmpty } from '../edits/patch.ts';
import { writeError, writeFileAtomically } from '../volume/atomicFile.ts';
import { encodeJson, encodeRecord, MARK, type JournalIdentity, type JournalSegments } from './journalFile.ts';
import { JOURNAL_ENDING, readJournal } from './readJournal.ts';

/**
 * Keeps the edits of one label map on disk as they are made, so that a crash costs none. What is asked for is done in turn;
 * a promise is kept once it is on disk. Failures are VolscopeError('output'): the edit itself stands, and the next one is
 * written where that one failed.
 */
export class JournalWriter {
  readonly path: string;
  private readonly identity: JournalIdentity;
  private file: FileHandle | undefined;
  /** Bytes that are written for certain. */
  private end: number;
  private last: Promise<void> = Promise.resolve();

  private constructor(path: string, identity: JournalIdentity, file: FileHandle | undefined, end: number) {
    this.path = path;
    this.identity = identity;
    this.file = file;
    this.end = end;
  }

  /**
   * Begins a journal in a folder, which is made where it is missing.
   *
   * @param labels what the group holds already, if anything
   */
  static async create(
    folder: string,
    identity: JournalIdentity,
    segments: JournalSegments,
    labels?: Uint8Array,
  ): Promise<JournalWriter> {
    const path = join(folder, `${randomUUID()}${JOURNAL_ENDING}`);
    try {
      await mkdir(folder, { recursive: true });
    } catch (cause) {
      throw writeError(cause, folder);
    }
    const writer = new JournalWriter(path, identity, undefined, 0);
    await writer.compact(segments, labels ?? new Uint8Array(0));
    return writer;
  }

  /** Goes on with a journal that was found after a crash; what a cut-off write left at its end is taken off. */
  static async resume(path: string): Promise<JournalWriter> {
    const journal = await readJournal(path);
    if (!journal)
      throw new VolscopeError('input', `${path} holds no edits that can be read; start a new segmentation.`);
    try {
      const file = await open(path, 'r+');
      await file.truncate(journal.wholeBytes);
      return new JournalWriter(path, journal.identity, file, journal.wholeBytes);
    } catch (cause) {
      throw writeError(cause, path);
    }
  }

  /** Adds an edit; an undo is the inverse patch. */
  append(patch: LabelPatch): Promise<void> {
    return this.inTurn(() => this.write(encodeRecord('patch', packPatch(patch))));
  }

  /** Adds names and colours as they now are. */
  appendSegments(segments: JournalSegments): Promise<void> {
    return this.inTurn(() => this.write(encodeJson('segments', segments)));
  }

  /** Writes the journal anew with the label map as one patch: shorter after many edits, or after the mask was saved. */
  compact(segments: JournalSegments, labels: Uint8Array): Promise<void> {
    const patch = patchFromEmpty(labels);
    const bytes = Buffer.concat([
      MARK,
      encodeJson('identity', this.identity),
      encodeJson('segments', segments),
      ...(patch.runs.length > 0 ? [encodeRecord('patch', packPatch(patch))] : []),
    ]);
    return this.inTurn(async () => {
      // Closed first: Windows does not rename over an open file.
      await this.closeFile();
      await writeFileAtomically(this.path, bytes);
      this.end = bytes.length;
    });
  }

  /** Ends the journal and leaves it on disk, to be offered when its scan is next opened. */
  close(): Promise<void> {
    return this.inTurn(() => this.closeFile());
  }

  /** Ends the journal and deletes it: its edits are saved elsewhere, or not wanted. */
  discard(): Promise<void> {
    return this.inTurn(async () => {
      await this.closeFile();
      await rm(this.path, { force: true });
    });
  }

  private async write(record: Buffer): Promise<void> {
    this.file ??= await open(this.path, 'r+');
    await this.file.write(record, 0, record.length, this.end);
    await this.file.datasync();
    this.end += record.length;
  }

  private async closeFile(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(work).catch((cause: unknown) => {
      throw cause instanceof VolscopeError ? cause : writeError(cause, this.path);
    });
    this.last = done.catch(() => undefined);
    return done;
  }
}
