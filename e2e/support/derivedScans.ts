import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

type Ijk = readonly [number, number, number];

/** Offsets and codes from nifti1.h. */
const at = {
  dim: 42,
  intent: 68,
  datatype: 70,
  bitpix: 72,
  pixdim: 80,
  data: 108,
  qformCode: 252,
  srow: 280,
};
const [uint8, intentLabel] = [2, 1002];

/** A grid whose voxels are some of another one's: its three axes run along those of that one, in another order. */
export interface OtherGrid {
  readonly shape: Ijk;
  /** The voxel of the source that voxel (a, b, c) is. */
  readonly toSource: (abc: Ijk) => Ijk;
}

/** Writes some of a scan's voxels as a scan of their own that lies where they lay in the patient. */
export async function writeOnOtherGrid(source: string, path: string, grid: OtherGrid): Promise<void> {
  const bytes = gunzipSync(await readFile(source));
  const [header, start] = [otherHeader(bytes, grid), bytes.readFloatLE(at.data)];
  const [ni, nj] = [bytes.readInt16LE(at.dim), bytes.readInt16LE(at.dim + 2)];
  const voxels = Buffer.alloc(2 * grid.shape[0] * grid.shape[1] * grid.shape[2]);
  eachVoxel(grid, ([i, j, k], n) =>
    voxels.writeInt16LE(bytes.readInt16LE(start + 2 * (i + ni * (j + nj * k))), 2 * n),
  );
  await writeFile(path, gzipSync(Buffer.concat([header, voxels]), { level: 1 }));
}

/** Writes a mask of the source's voxels that `isInside` names, on the other grid. */
export async function writeMaskOnGrid(
  source: string,
  path: string,
  grid: OtherGrid,
  isInside: (ijk: Ijk) => boolean,
): Promise<void> {
  const header = otherHeader(gunzipSync(await readFile(source)), grid);
  header.writeInt16LE(intentLabel, at.intent);
  header.writeInt16LE(uint8, at.datatype);
  header.writeInt16LE(8, at.bitpix);
  const labels = Buffer.alloc(grid.shape[0] * grid.shape[1] * grid.shape[2]);
  eachVoxel(grid, (ijk, n) => (labels[n] = isInside(ijk) ? 1 : 0));
  await writeFile(path, gzipSync(Buffer.concat([header, labels]), { level: 1 }));
}

function eachVoxel({ shape, toSource }: OtherGrid, visit: (sourceIjk: Ijk, n: number) => void): void {
  let n = 0;
  for (let c = 0; c < shape[2]; c += 1)
    for (let b = 0; b < shape[1]; b += 1)
      for (let a = 0; a < shape[0]; a += 1) visit(toSource([a, b, c]), n++);
}

/** The source's header with the other grid's shape and, as sform, its place. */
function otherHeader(source: Buffer, { shape, toSource }: OtherGrid): Buffer {
  const header = Buffer.alloc(352);
  source.copy(header, 0, 0, 348);
  header.writeFloatLE(352, at.data);
  shape.forEach((count, axis) => header.writeInt16LE(count, at.dim + 2 * axis));
  const place = (abc: Ijk) => {
    const [i, j, k] = toSource(abc);
    const s = (row: number, column: number) => source.readFloatLE(at.srow + 16 * row + 4 * column);
    return [0, 1, 2].map((row) => s(row, 0) * i + s(row, 1) * j + s(row, 2) * k + s(row, 3));
  };
  const origin = place([0, 0, 0]);
  const steps = [place([1, 0, 0]), place([0, 1, 0]), place([0, 0, 1])].map((to) =>
    to.map((mm, n) => mm - origin[n]),
  );
  header.writeInt16LE(0, at.qformCode);
  header.writeInt16LE(1, at.qformCode + 2);
  for (const row of [0, 1, 2])
    [...steps.map((step) => step[row]), origin[row]].forEach((mm, n) =>
      header.writeFloatLE(mm, at.srow + 16 * row + 4 * n),
    );
  steps.forEach((step, axis) => header.writeFloatLE(Math.hypot(...step), at.pixdim + 4 * axis));
  return header;
}
