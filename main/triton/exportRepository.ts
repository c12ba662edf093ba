import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { readNetwork, type InstalledModel } from '../models/index.ts';
import { writeFolder } from '../models/writeFolder.ts';
import { fusedRecipeOf, fuseGraph, type FusedRecipe } from '../onnx/index.ts';
import { areaMatrix, transpose } from '../pipeline/areaMatrix.ts';
import { writeError } from '../volume/atomicFile.ts';
import { modelConfigText, type ServedModel, type ServedTensor } from './modelConfig.ts';
import labelsPython from './server/volscope_labels.py';
import modelPython from './server/model.py';
import referencePython from './server/reference.py';
import sessionPython from './server/volscope_session.py';
import { FINGERPRINT, fingerprintOf, servedName } from './servedNames.ts';

export interface TritonExport {
  /** The model repository: a folder that holds a folder a model. Made if it is not there. */
  readonly repository: string;
  readonly backend: 'onnxruntime' | 'python';
  readonly instances: number;
  /** Threads of an instance on the CPU; 0 leaves it to onnxruntime. */
  readonly threads: number;
  /** Let TensorRT compute what it can, in this precision; for the onnxruntime backend alone. */
  readonly tensorrt?: 'FP32' | 'FP16';
  /** The name of the variant with the contract of MONAI's tutorial. */
  readonly referenceName: string;
}

/** A crop as large as those of the abdomen usually are; of zeros, it costs the same as any other. */
const warmUpShapeKji = [96, 384, 448] as const;

const VERSION_FOLDER = '1';

type Files = Readonly<Record<string, Uint8Array | string>>;

/**
 * Writes a model into a Triton model repository, three times: with int16 voxels, with float32 voxels (both the fused graph
 * as the app runs it: crop and matrices in, logit difference out), and with the contract of MONAI's tutorial. Each folder is
 * there whole or not at all; one of the same name is replaced.
 * @returns the names of the served models
 * @throws VolscopeError('model') if the network can't be read, VolscopeError('output') if the repository can't be written or
 * holds another model under the reference's name.
 */
export async function exportTriton(model: InstalledModel, options: TritonExport): Promise<string[]> {
  const { repository, referenceName } = options;
  const recipe = exportable(model);
  const network = await readNetwork(model);
  await mkdir(repository, { recursive: true }).catch((cause: unknown) => {
    throw writeError(cause, repository);
  });
  await refuseToReplaceOther(join(repository, referenceName), model.manifest.id, referenceName);

  const names: string[] = [];
  for (const voxelType of ['int16', 'float32'] as const) {
    const served = fusedModel(model, voxelType, options);
    const graphs = fusedGraphs(network, recipe, voxelType);
    const version: Files =
      options.backend === 'onnxruntime'
        ? { 'model.onnx': graphs['gpu.onnx'] }
        : { ...graphs, 'model.py': modelPython, 'volscope_session.py': sessionPython };
    await writeModel(repository, served, {
      ...inFolder(VERSION_FOLDER, version),
      ...inFolder('warmup', warmUpMatrices(recipe)),
    });
    names.push(served.name);
  }
  const reference = referenceModel(model, options);
  const version = {
    ...fusedGraphs(network, recipe, 'float32'),
    'model.py': referencePython,
    'volscope_session.py': sessionPython,
    'volscope_labels.py': labelsPython,
  };
  await writeModel(repository, reference, inFolder(VERSION_FOLDER, version));
  return [...names, reference.name];
}

/** Only a recipe that one graph carries out from crop to logits can be served as one. */
function exportable({ manifest }: InstalledModel): FusedRecipe {
  const recipe = fusedRecipeOf(manifest.recipe);
  if (recipe) return recipe;
  throw new VolscopeError(
    'model',
    sentence`The model "${manifest.id}" goes over the scan by windows or resamples by spacing, which is not served; export one that takes the whole scan at once.`,
  );
}

function fusedGraphs(network: Uint8Array, recipe: FusedRecipe, voxelType: 'int16' | 'float32') {
  return {
    'cpu.onnx': fuseGraph(network, recipe, { voxelType, processor: 'cpu' }),
    'gpu.onnx': fuseGraph(network, recipe, { voxelType, processor: 'gpu' }),
  };
}

function fusedModel(
  model: InstalledModel,
  voxelType: 'int16' | 'float32',
  options: TritonExport,
): ServedModel {
  const { id } = model.manifest;
  const recipe = exportable(model);
  const [ni, nj, nk] = recipe.resample.shapeIjk;
  const [k, j, i] = warmUpShapeKji;
  const matrix = (name: string, dims: number[]): ServedTensor => ({ name, type: 'FP32', dims });
  return {
    name: servedName(id, voxelType),
    backend: options.backend,
    maxBatchSize: 0,
    inputs: [
      { name: 'volume', type: voxelType === 'int16' ? 'INT16' : 'FP32', dims: [-1, -1, -1] },
      matrix('resampleI', [-1, ni]),
      matrix('resampleJ', [nj, -1]),
      matrix('resampleK', [nk, -1]),
    ],
    outputs: [{ name: 'logitDiff', type: 'FP32', dims: [nk, nj, ni] }],
    instances: options.instances,
    warmUp: {
      volume: { dims: [k, j, i] },
      resampleI: { dims: [i, ni], file: 'resampleI' },
      resampleJ: { dims: [nj, j], file: 'resampleJ' },
      resampleK: { dims: [nk, k], file: 'resampleK' },
    },
    parameters: { ...parametersOf(model), ...threadsParameter(options) },
    ...(options.backend === 'onnxruntime' && { accelerators: acceleratorsOf(options) }),
  };
}

function referenceModel(model: InstalledModel, options: TritonExport): ServedModel {
  const recipe = exportable(model);
  const [k, j, i] = warmUpShapeKji;
  const label = (name: string): ServedTensor => ({
    name,
    type: 'INT64',
    dims: [1, ...recipe.resample.shapeIjk],
  });
  return {
    name: options.referenceName,
    backend: 'python',
    maxBatchSize: 1,
    inputs: [{ name: 'INPUT0', type: 'FP32', dims: [-1, -1, -1] }],
    outputs: [label('MASK'), label('CONTOUR')],
    instances: options.instances,
    warmUp: { INPUT0: { dims: [i, j, k] } },
    parameters: {
      ...parametersOf(model),
      threads: String(options.threads),
      recipe: JSON.stringify(recipe),
    },
  };
}

function parametersOf({ manifest }: InstalledModel): Record<string, string> {
  return { volscope_model: manifest.id, [FINGERPRINT]: fingerprintOf(manifest) };
}

/** Each backend has its own name for it. */
function threadsParameter({ backend, threads }: TritonExport): Record<string, string> {
  return { [backend === 'python' ? 'threads' : 'intra_op_thread_count']: String(threads) };
}

/**
 * TensorRT keeps its engines, for it makes one for each range of crops. CUDA graphs are off: they replay work on inputs of one
 * shape, and the crop's differs from scan to scan.
 */
function acceleratorsOf({ tensorrt }: TritonExport): NonNullable<ServedModel['accelerators']> {
  if (!tensorrt) return {};
  const engines = { trt_engine_cache_enable: '1', trt_engine_cache_path: '/tmp/volscope-tensorrt' };
  return { tensorrt: { precision_mode: tensorrt, ...engines, trt_cuda_graph_enable: '0' } };
}

async function writeModel(repository: string, served: ServedModel, files: Files): Promise<void> {
  await writeFolder(join(repository, served.name), randomUUID(), {
    'config.pbtxt': modelConfigText(served),
    ...files,
  });
}

function inFolder(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content] as const),
  );
}

/** Real ones: the graph for the CPU picks by them what it multiplies, and of zeros it would pick all, at eight times the memory. */
function warmUpMatrices({ resample }: FusedRecipe): Files {
  const [ni, nj, nk] = resample.shapeIjk;
  const [k, j, i] = warmUpShapeKji;
  const bytes = ({ buffer }: Float32Array) => new Uint8Array(buffer);
  return {
    resampleI: bytes(transpose(areaMatrix(i, ni), ni, i)),
    resampleJ: bytes(areaMatrix(j, nj)),
    resampleK: bytes(areaMatrix(k, nk)),
  };
}

/** Clients of the tutorial ask for one fixed name: the last export must not take it from another model unasked. */
async function refuseToReplaceOther(folder: string, id: string, name: string): Promise<void> {
  const text = await readFile(join(folder, 'config.pbtxt'), 'utf8').catch(() => undefined);
  if (text === undefined || text.includes(JSON.stringify(id))) return;
  throw new VolscopeError(
    'output',
    sentence`The repository has another model under the name "${name}"; give --reference-name for this one.`,
  );
}
