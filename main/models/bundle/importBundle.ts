import { parse as parseYaml } from 'yaml';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Manifest } from '../../contract/manifest.ts';
import type { Recipe } from '../../contract/recipe.ts';
import {
  buildFromDef,
  encodeModel,
  gridMultiple,
  parseNetworkDef,
  readCheckpoint,
  type NetworkDef,
} from '../../onnx/index.ts';
import type { ImportedParts } from '../fromManifest.ts';
import { beginStep, checkWindow, type ImportHooks } from '../importSteps.ts';
import { modelIdOf } from '../modelId.ts';
import { sha256 } from '../registry.ts';
import { firstFile, licenceText, type BundleFiles } from './bundleFiles.ts';
import { cardOf } from './card.ts';
import { componentsOf } from './component.ts';
import { BundleConfig, isObject, type Json } from './config.ts';
import { infererOf } from './inferer.ts';
import { classesOf, licenceOf, parseMetadata, type Metadata } from './metadata.ts';
import { postOf } from './postTransforms.ts';
import { stepsOf } from './preTransforms.ts';
import { parseJson } from '../../parseJson.ts';

/**
 * Makes a model of a MONAI bundle: its network_def with its weights as ONNX, its transforms and inferer as a recipe, a card of
 * its metadata. The network is run once.
 * @throws VolscopeError('model') that names the first thing which can't be honoured.
 */
export async function importBundle(bundle: BundleFiles, hooks: ImportHooks): Promise<ImportedParts> {
  await beginStep(hooks, 'build');
  const metadata = parseMetadata(bundle.files.get('configs/metadata.json'));
  const config = readConfig(bundle);
  const def = networkDefOf(config);
  if (def.in_channels !== 1)
    throw new VolscopeError(
      'model',
      sentence`The bundle's network takes ${def.in_channels} channels; only models for a single CT scan (1 channel) are supported.`,
    );
  const recipe = recipeOf(config, metadata, def.out_channels);
  checkGrid(recipe, def);

  const named = weightPathOf(config);
  const weights = firstFile(bundle, ...named, 'models/model.pt', 'models/model.pth', 'models/model.ts');
  if (!weights)
    throw new VolscopeError(
      'model',
      sentence`The bundle has no weights (models/model.pt or model.ts); download them as its README or large_files.yml says.`,
    );
  const network = encodeModel(buildFromDef(def, readCheckpoint(weights.bytes)));
  const [gi, gj, gk] = gridMultiple(def).map((n) => 2 * n);
  await checkWindow(network, [gk, gj, gi], def.out_channels, hooks);

  const name = metadata.name ?? bundle.name;
  const licence = licenceOf(metadata, licenceText(bundle));
  const classes = classesOf(metadata, def.out_channels);
  const manifest: Manifest = {
    format: 1,
    id: modelIdOf(name, 'bundle'),
    name,
    description: describe(
      metadata,
      classes.map((each) => each.name),
    ),
    version: metadata.version,
    licence,
    source: { url: metadata.data_source ?? '', file: weights.path, sha256: sha256(weights.bytes) },
    network: { file: 'model.onnx', sha256: sha256(network) },
    recipe,
    classes,
  };
  return {
    manifest,
    network,
    card: cardOf({ name, metadata, licence, recipe, classes, network: def.network }),
  };
}

function recipeOf(config: BundleConfig, metadata: Metadata, channels: number): Recipe {
  const evaluator = config.get('evaluator');
  const ofEvaluator = (key: string): Json | undefined => (isObject(evaluator) ? evaluator[key] : undefined);
  const dataset = config.get('dataset');
  const ofDataset = isObject(dataset) ? dataset['transform'] : undefined;
  const preprocessing = config.get('preprocessing') ?? ofDataset;
  const postprocessing = config.get('postprocessing') ?? ofEvaluator('postprocessing');
  const monaiVersion = Number.parseFloat(metadata.monai_version ?? '1.5');
  return {
    steps: stepsOf(componentsOf(config, preprocessing), monaiVersion),
    inferer: infererOf(config, config.get('inferer') ?? ofEvaluator('inferer')),
    channels,
    ...postOf(componentsOf(config, postprocessing), channels),
  };
}

/** The inference configuration, JSON or YAML. */
function readConfig(bundle: BundleFiles): BundleConfig {
  const file = firstFile(bundle, 'configs/inference.json', 'configs/inference.yaml', 'configs/inference.yml');
  if (!file)
    throw new VolscopeError('model', sentence`The bundle has no configs/inference.json or inference.yaml.`);
  const root = file.path.endsWith('.json') ? parseJson(file.bytes) : yaml(file.bytes);
  // Both parsers give nothing but JSON's kinds of values.
  if (isObject(root as Json)) return new BundleConfig(root as { readonly [key: string]: Json });
  throw new VolscopeError('model', sentence`The bundle's ${file.path} can't be read; get the bundle again.`);
}

function yaml(bytes: Uint8Array): unknown {
  try {
    return parseYaml(new TextDecoder().decode(bytes), { strict: false });
  } catch {
    return undefined;
  }
}

/** `network_def`, or what `network` describes itself. */
function networkDefOf(config: BundleConfig): NetworkDef {
  const described = ['network_def', 'network', 'net'].map((id) => config.get(id)).find(isObject);
  if (!described)
    throw new VolscopeError(
      'model',
      sentence`The bundle's configuration has no network_def, which says what network it is.`,
    );
  return parseNetworkDef(config.resolve(described));
}

/** Where a CheckpointLoader says that the weights are, within the bundle; none where it does not say so simply. */
function weightPathOf(config: BundleConfig): string[] {
  const loaders = ['checkpointloader', 'handlers'].flatMap((id) => config.get(id) ?? []);
  for (const loader of loaders.map((each) => config.follow(each))) {
    if (!isObject(loader) || !/(?:^|\.)CheckpointLoader$/.test(String(loader['_target_']))) continue;
    const path = resolvedOr(config, loader['load_path'] ?? null, '');
    return typeof path === 'string' ? [path.replace(/^.*?(?=models\/)/, '')] : [];
  }
  return [];
}

/** A value, or another where it is no simple expression: for what may be told in other ways too. */
function resolvedOr(config: BundleConfig, value: Json, otherwise: Json): Json {
  try {
    return config.resolve(value);
  } catch (error) {
    if (error instanceof VolscopeError) return otherwise;
    throw error;
  }
}

/** What the network is handed must be divisible by its strides. */
function checkGrid({ inferer, steps }: Recipe, def: NetworkDef): void {
  const last = steps.findLast((step) => step.kind === 'resize');
  const shape = inferer.kind === 'slidingWindow' ? inferer.roiIjk : last?.shapeIjk;
  const multiple = gridMultiple(def);
  if (shape?.some((n, axis) => n % multiple[axis] !== 0))
    throw new VolscopeError(
      'model',
      sentence`The bundle's network takes sides that are multiples of ${multiple.join(', ')}, not ${shape.join(', ')}.`,
    );
}

function describe({ description, task }: Metadata, classes: readonly string[]): string {
  const what = (description ?? task ?? `Finds ${classes.join(', ')}`).replace(/\.?\s*$/, '.');
  return `${what} Not for diagnosis.`;
}
