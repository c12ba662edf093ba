import type { Surface } from '../../contract/labels.ts';

const headerBytes = 80;
const triangleBytes = 50;

/**
 * A surface as a binary STL file in mm, in LPS: x and y are turned from RAS, as DICOM, ITK and 3D Slicer keep models.
 * STL has no field for the frame, so the header says `SPACE=LPS`, which 3D Slicer writes and reads. The header never
 * starts with "solid", the mark of the text form.
 *
 * @param name what the surface shows, for the header; characters beyond ASCII are left out
 */
export function surfaceToStl({ positionsRas, triangles }: Surface, name: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + 4 + (triangles.length / 3) * triangleBytes);
  const title = `Volscope surface. SPACE=LPS ${name.replace(/[^ -~]/g, '')}`;
  bytes.set(new TextEncoder().encode(title.slice(0, headerBytes)));
  const view = new DataView(bytes.buffer);
  view.setUint32(headerBytes, triangles.length / 3, true);

  const corners = new Float64Array(9);
  for (let n = 0, at = headerBytes + 4; n < triangles.length; n += 3, at += triangleBytes) {
    for (let corner = 0; corner < 3; corner++) {
      const vertex = 3 * triangles[n + corner];
      corners[3 * corner] = -positionsRas[vertex];
      corners[3 * corner + 1] = -positionsRas[vertex + 1];
      corners[3 * corner + 2] = positionsRas[vertex + 2];
    }
    writeNormal(view, at, corners);
    for (let i = 0; i < 9; i++) view.setFloat32(at + 12 + 4 * i, corners[i], true);
  }
  return bytes;
}

/** The unit normal of a triangle (counter-clockwise seen from outside), zero for one without an area. */
function writeNormal(view: DataView, at: number, c: Float64Array) {
  const [ux, uy, uz] = [c[3] - c[0], c[4] - c[1], c[5] - c[2]];
  const [vx, vy, vz] = [c[6] - c[0], c[7] - c[1], c[8] - c[2]];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(x, y, z) || 1;
  view.setFloat32(at, x / length, true);
  view.setFloat32(at + 4, y / length, true);
  view.setFloat32(at + 8, z / length, true);
}
