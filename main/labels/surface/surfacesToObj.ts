import { colourParts, type NamedSurface } from './namedSurface.ts';

/** Lines are joined in lots, for a text of all of them at once takes several times its size. */
const LINES_A_LOT = 1 << 14;

/**
 * Surfaces as a Wavefront OBJ file in mm, in LPS as the STL file, which a comment says: an object for each, with vertex
 * normals, and the colour behind each vertex' position, where MeshLab, Blender and others read it. Colours of OBJ's own
 * would need a second file.
 */
export function surfacesToObj(surfaces: readonly NamedSurface[]): Uint8Array<ArrayBuffer> {
  const text = new LineWriter();
  text.add('# Volscope surface. SPACE=LPS, mm');
  // Vertices count from 1, through all objects.
  let first = 1;
  for (const { surface, name, colour } of surfaces) {
    const { positionsRas: p, normalsRas: n, triangles } = surface;
    const [red, green, blue] = colourParts(colour).map((part) => part.toFixed(3));
    text.add(`o ${oneLine(name)}`);
    for (let at = 0; at < p.length; at += 3)
      text.add(`v ${mm(-p[at])} ${mm(-p[at + 1])} ${mm(p[at + 2])} ${red} ${green} ${blue}`);
    for (let at = 0; at < n.length; at += 3)
      text.add(`vn ${unit(-n[at])} ${unit(-n[at + 1])} ${unit(n[at + 2])}`);
    for (let at = 0; at < triangles.length; at += 3) {
      const [a, b, c] = [first + triangles[at], first + triangles[at + 1], first + triangles[at + 2]];
      text.add(`f ${a}//${a} ${b}//${b} ${c}//${c}`);
    }
    first += p.length / 3;
  }
  return text.bytes();
}

function mm(value: number): string {
  return value.toFixed(4);
}

function unit(value: number): string {
  return value.toFixed(5);
}

/** A name must not end its line. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim() || 'segment';
}

class LineWriter {
  private readonly lots: Buffer[] = [];
  private lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length === LINES_A_LOT) this.flush();
  }

  bytes(): Uint8Array<ArrayBuffer> {
    this.flush();
    return new Uint8Array(Buffer.concat(this.lots));
  }

  private flush(): void {
    if (this.lines.length > 0) this.lots.push(Buffer.from(`${this.lines.join('\n')}\n`));
    this.lines = [];
  }
}
