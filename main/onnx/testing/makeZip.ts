import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a zip archive, with what its directory says of it where that is to be a lie. */
export interface ZipFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly deflate?: boolean;
  readonly claims?: { readonly size?: number; readonly checksum?: number };
}

/** A zip archive of any files, also such as no tool writes. */
export function makeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, deflate = false, claims = {} } of files) {
    const name = Buffer.from(path);
    const packed = deflate ? deflateRawSync(content) : Buffer.from(content);
    // Method, time and date, checksum, packed and full size, lengths of name and extra field.
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(deflate ? 8 : 0, 0);
    fields.writeUInt32LE(claims.checksum ?? crc32(content), 6);
    fields.writeUInt32LE(packed.length, 10);
    fields.writeUInt32LE(claims.size ?? content.length, 14);
    fields.writeUInt16LE(name.length, 18);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0\x14\0\0\0', 'latin1'), fields, tail, name]));
    parts.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listing, end]));
}
