import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { packPatch } from '../edits/packPatch.ts';
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
  private file: FileHandle | undefined;
  /** Bytes that are written for certain. */
  private end: number;
  private last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle | undefined, end: number) {
    this.path = path;
    this.file = file;
    this.end = end;
  }

  /**
   * Begins a journal in a folder, which is made where it is missing.
   *
   * @param held what the group holds already, as the patch that makes an empty label map it
   */
  static async create(
    folder: string,
    identity: JournalIdentity,
    segments: JournalSegments,
    held?: LabelPatch,
  ): Promise<JournalWriter> {
    const path = join(folder, `${randomUUID()}${JOURNAL_ENDING}`);
    try {
      await mkdir(folder, { recursive: true });
    } catch (cause) {
      throw writeError(cause, folder);
    }
    const bytes = Buffer.concat([
      MARK,
      encodeJson('identity', identity),
      encodeJson('segments', segments),
      ...(held && held.runs.length > 0 ? [encodeRecord('patch', packPatch(held))] : []),
    ]);
    try {
      await writeFileAtomically(path, bytes);
    } catch (cause) {
      throw cause instanceof VolscopeError ? cause : writeError(cause, path);
    }
    return new JournalWriter(path, undefined, bytes.length);
  }

  /** Goes on with a journal that was found after a crash; what a cut-off write left at its end is taken off. */
  static async resume(path: string): Promise<JournalWriter> {
    const journal = await readJournal(path);
    if (!journal)
      throw new VolscopeError(
        'input',
        sentence`${path} holds no edits that can be read; start a new segmentation.`,
      );
    try {
      const file = await open(path, 'r+');
      await file.truncate(journal.wholeBytes);
      return new JournalWriter(path, file, journal.wholeBytes);
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
