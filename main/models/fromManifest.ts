import { z } from 'zod';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { manifestSchema, type Manifest } from '../contract/manifest.ts';
import { buildFromDef, decodeModel, encodeModel, parseNetworkDef, readCheckpoint } from '../onnx/index.ts';
import { beginStep, checkWindow, type ImportHooks } from './importSteps.ts';
import type { ManifestFiles } from './manifestFiles.ts';
import { modelIdOf } from './modelId.ts';
import { sha256 } from './registry.ts';
import { parseJson } from '../parseJson.ts';

/** What is to be installed of a model. */
export interface ImportedParts {
  readonly manifest: Manifest;
  readonly network: Uint8Array;
  readonly card: string;
}

/**
 * What a manifest written by hand may leave out, since the files tell it, and may hold beside: the MONAI network_def that
 * a checkpoint needs.
 */
const givenSchema = z.looseObject({
  network: z.object({ sha256: z.string().optional() }).optional(),
  network_def: z.unknown().optional(),
});

/** Small enough to run in a second, large enough for networks that halve it five times. */
const CHECK_SIDE = 64;

/**
 * A model from a manifest and its network: ONNX, or a checkpoint whose `network_def` the manifest gives. The network is run
 * once.
 * @throws VolscopeError('model') that says what is wrong with it.
 */
export async function fromManifest(
  { name, manifest, network, card }: ManifestFiles,
  hooks: ImportHooks,
): Promise<ImportedParts> {
  await beginStep(hooks, 'build');
  const given = givenSchema.safeParse(parseJson(manifest));
  if (!given.success) throw invalid(name, given.error);
  const { network: claimed, network_def: def, ...rest } = given.data;
  const isOnnx = /\.onnx$/i.test(network.name);
  if (isOnnx && claimed?.sha256 !== undefined && claimed.sha256 !== sha256(network.bytes)) {
    throw new VolscopeError(
      'model',
      sentence`The network of "${name}" is not the one that its manifest tells of: it was changed or damaged.`,
    );
  }
  const onnx = isOnnx ? network.bytes : builtFrom(network, def);
  const source = { url: '', file: network.name, sha256: sha256(network.bytes) };
  const whole = manifestSchema.safeParse({
    format: 1,
    id: modelIdOf(name, 'model'),
    source,
    ...rest,
    network: { file: 'model.onnx', sha256: sha256(onnx) },
  });
  if (!whole.success) throw invalid(name, whole.error);
  await checkWindow(onnx, checkShape(onnx), whole.data.recipe.channels, hooks);
  const text = card ? new TextDecoder().decode(card) : `# ${whole.data.name}\n`;
  return { manifest: whole.data, network: onnx, card: text };
}

function builtFrom({ name, bytes }: ManifestFiles['network'], def: unknown): Uint8Array {
  if (def !== undefined) return encodeModel(buildFromDef(parseNetworkDef(def), readCheckpoint(bytes)));
  throw new VolscopeError(
    'model',
    sentence`The manifest.json beside "${name}" has no "network_def", MONAI's description of the network that these weights belong to; add it.`,
  );
}

/** [k, j, i] of a small window, or of the grid that the network is fixed to. */
function checkShape(onnx: Uint8Array): number[] {
  const fixed = decodeModel(onnx).inputs[0]?.dims.slice(2) ?? [];
  return [0, 1, 2].map((axis) => {
    const side = fixed[axis];
    return typeof side === 'number' ? side : CHECK_SIDE;
  });
}

function invalid(name: string, error: z.ZodError): VolscopeError {
  const where = error.issues[0]?.path.join('.') || sentence`its format`;
  return new VolscopeError(
    'model',
    sentence`The manifest of "${name}" is not valid (${where}); mend it and import it again.`,
  );
}
