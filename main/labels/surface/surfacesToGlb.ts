import { colourParts, type NamedSurface } from './namedSurface.ts';

const METRES_A_MM = 0.001;

/**
 * Surfaces as a binary glTF 2.0 file (.glb): a node, a mesh and a material of its colour for each, with vertex normals.
 * glTF has its units and axes: metres, +Y up, and the front of a thing looks along +Z. So a patient stands upright and
 * faces the viewer: x = -R (the patient's left), y = S, z = A, which is a rotation and keeps the triangles' side.
 */
export async function surfacesToGlb(surfaces: readonly NamedSurface[]): Promise<Uint8Array<ArrayBuffer>> {
  // Only now: the engine starts without it.
  const { Document, NodeIO } = await import('@gltf-transform/core');
  const document = new Document();
  document.getRoot().getAsset().generator = 'Volscope';
  const buffer = document.createBuffer();
  const scene = document.createScene('Segments');
  for (const { surface, name, colour } of surfaces) {
    // glTF has no arrays of nothing.
    if (surface.triangles.length === 0) continue;
    const vectors = (ras: Float32Array, scale: number) =>
      document.createAccessor().setType('VEC3').setArray(toGltf(ras, scale)).setBuffer(buffer);
    const corners = document
      .createAccessor()
      .setType('SCALAR')
      .setArray(surface.triangles.slice())
      .setBuffer(buffer);
    const [red, green, blue] = colourParts(colour).map(toLinear);
    const material = document
      .createMaterial(name)
      .setBaseColorFactor([red, green, blue, 1])
      .setMetallicFactor(0)
      .setRoughnessFactor(0.6);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', vectors(surface.positionsRas, METRES_A_MM))
      .setAttribute('NORMAL', vectors(surface.normalsRas, 1))
      .setIndices(corners)
      .setMaterial(material);
    scene.addChild(document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive)));
  }
  return new Uint8Array(await new NodeIO().writeBinary(document));
}

function toGltf(ras: Float32Array, scale: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(ras.length);
  for (let n = 0; n < ras.length; n += 3) {
    turned[n] = -ras[n] * scale;
    turned[n + 1] = ras[n + 2] * scale;
    turned[n + 2] = ras[n + 1] * scale;
  }
  return turned;
}

/** glTF's colour factors are linear (IEC 61966-2-1). */
function toLinear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
