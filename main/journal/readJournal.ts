import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelPatch } from '../contract/patch.ts';
import { applyPatch } from '../edits/patch.ts';
import { unpackPatch } from '../edits/packPatch.ts';
import {
  journalIdentitySchema,
  journalSegmentsSchema,
  readRecords,
  recordKinds,
  type JournalIdentity,
  type JournalSegments,
} from './journalFile.ts';

export const JOURNAL_ENDING = '.edits';

export interface Journal {
  readonly identity: JournalIdentity;
  readonly segments: JournalSegments;
  /** From an empty label map on. The first is what the group held when the journal began, if anything. */
  readonly patches: readonly LabelPatch[];
  /** How many bytes of the file are whole records; what follows is the rest of a write that was cut off. */
  readonly wholeBytes: number;
}

/** Reads a journal as far as it is whole; undefined where that is not as far as to say what it is of. */
export async function readJournal(path: string): Promise<Journal | undefined> {
  const bytes = await readFile(path);
  let identity: JournalIdentity | undefined;
  let segments: JournalSegments = [];
  const patches: LabelPatch[] = [];
  let wholeBytes = 0;
  try {
    for (const { kind, content, end } of readRecords(bytes)) {
      if (kind === recordKinds.identity)
        identity = journalIdentitySchema.parse(JSON.parse(content.toString()));
      else if (kind === recordKinds.segments)
        segments = journalSegmentsSchema.parse(JSON.parse(content.toString()));
      else if (kind === recordKinds.patch) patches.push(unpackPatch(content));
      wholeBytes = end;
    }
  } catch {
    // A record of another version of the app: what came before it can be offered.
  }
  return identity && { identity, segments, patches, wholeBytes };
}

/** The label map that a journal leads to. Throws where its patches don't follow from each other. */
export function replayJournal({ identity, patches }: Journal): Uint8Array<ArrayBuffer> {
  const [ni, nj, nk] = identity.shapeIjk;
  const labels = new Uint8Array(ni * nj * nk);
  for (const patch of patches) applyPatch(labels, patch);
  return labels;
}

/** What can be offered back after a crash. */
export interface RecoverableEdits {
  readonly path: string;
  readonly identity: JournalIdentity;
  /** Edits in it, with what the group held when it began as one. */
  readonly edits: number;
  readonly changedAt: Date;
}

/**
 * The journals in a folder that hold edits of what is wanted, the latest first. A folder that is not there holds none. Only
 * those that are wanted are read whole.
 */
export async function listJournals(
  folder: string,
  isWanted: (identity: JournalIdentity) => boolean,
): Promise<RecoverableEdits[]> {
  const names = await readdir(folder).catch(() => []);
  const found: RecoverableEdits[] = [];
  for (const name of names.filter((entry) => entry.endsWith(JOURNAL_ENDING))) {
    const path = join(folder, name);
    const identity = await readIdentity(path).catch(() => undefined);
    if (!identity || !isWanted(identity)) continue;
    const journal = await readJournal(path).catch(() => undefined);
    if (!journal || journal.patches.length === 0) continue;
    const { mtime } = await stat(path);
    found.push({ path, identity, edits: journal.patches.length, changedAt: mtime });
  }
  return found.sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime());
}

/** More than the first record of any journal takes: it is of a few names and numbers. */
const IDENTITY_BYTES = 1 << 16;

async function readIdentity(path: string): Promise<JournalIdentity | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(IDENTITY_BYTES), 0, IDENTITY_BYTES, 0);
    const [first] = readRecords(buffer.subarray(0, bytesRead));
    return first?.kind === recordKinds.identity
      ? journalIdentitySchema.parse(JSON.parse(first.content.toString()))
      : undefined;
  } finally {
    await file.close();
  }
}
