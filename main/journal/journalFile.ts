import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { affineSchema, vec3Schema } from '../contract/geometry.ts';
import { labelClassSchema } from '../contract/manifest.ts';

/**
 * A journal: the mark, then records of length (uint32), CRC-32 of the payload (uint32) and payload, little-endian. The first
 * byte of a payload is its kind. Records are only ever added, so that whatever ends a write leaves all before it whole.
 */
export const MARK = Buffer.from('VSEDITS1', 'latin1');
const HEADER_BYTES = 8;

export const recordKinds = { identity: 1, segments: 2, patch: 3 } as const;
export type RecordKind = keyof typeof recordKinds;

/** Which label map of which scan the edits are of. */
export const journalIdentitySchema = z.object({
  scanPath: z.string(),
  scanName: z.string(),
  shapeIjk: vec3Schema,
  affineIjkToRas: affineSchema,
  groupId: z.string(),
  groupName: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
});
export type JournalIdentity = z.infer<typeof journalIdentitySchema>;

/** Names and colours of the values; whatever else the window keeps with a segment stays with it. */
export const journalSegmentsSchema = z.array(labelClassSchema.loose());
export type JournalSegments = z.infer<typeof journalSegmentsSchema>;

export function encodeRecord(kind: RecordKind, content: Uint8Array): Buffer {
  const record = Buffer.alloc(HEADER_BYTES + 1 + content.length);
  record[HEADER_BYTES] = recordKinds[kind];
  record.set(content, HEADER_BYTES + 1);
  record.writeUInt32LE(1 + content.length, 0);
  record.writeUInt32LE(crc32(record.subarray(HEADER_BYTES)), 4);
  return record;
}

export function encodeJson(kind: RecordKind, value: unknown): Buffer {
  return encodeRecord(kind, Buffer.from(JSON.stringify(value)));
}

export interface JournalRecord {
  readonly kind: number;
  readonly content: Buffer;
  /** Where the next one begins. */
  readonly end: number;
}

/** The records of a journal up to the first that is not whole, from where nothing can be trusted. */
export function* readRecords(bytes: Buffer): Generator<JournalRecord> {
  if (!bytes.subarray(0, MARK.length).equals(MARK)) return;
  for (let at = MARK.length; at + HEADER_BYTES < bytes.length;) {
    const start = at + HEADER_BYTES;
    const end = start + bytes.readUInt32LE(at);
    if (end > bytes.length || end === start) return;
    const payload = bytes.subarray(start, end);
    if (crc32(payload) !== bytes.readUInt32LE(at + 4)) return;
    yield { kind: payload[0], content: payload.subarray(1), end };
    at = end;
  }
}
