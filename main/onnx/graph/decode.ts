import onnxProto, { type onnx as Onnx } from 'onnx-proto';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { OPSET, type Attribute, type Graph, type GraphNode, type GraphValue } from './graph.ts';
import { elementCount, type Tensor } from './tensor.ts';

/** PyTorch's exporter writes 17 where nothing else is asked for. */
const OLDEST_OPSET = 13;

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;

/**
 * Reads an ONNX file of the kind that `encodeModel` writes.
 * @throws VolscopeError('model') if the bytes are not ONNX, or hold what the rewriting passes don't know.
 */
export function decodeModel(bytes: Uint8Array): Graph {
  const model = parse(bytes);
  checkOperators(model);
  const graph = model.graph!;
  const nodes = graph.node ?? [];
  // Exporters write constants as initializers or as nodes, and may list the former among the inputs too.
  const constants = new Map([
    ...(graph.initializer ?? []).map((tensor) => [tensor.name ?? '', decodeTensor(tensor)] as const),
    ...nodes.filter(isConstant).map((node) => [node.output?.[0] ?? '', constantOf(node)] as const),
  ]);
  return {
    name: graph.name ?? '',
    inputs: (graph.input ?? []).filter(({ name }) => !constants.has(name ?? '')).map(decodeValue),
    outputs: (graph.output ?? []).map(decodeValue),
    nodes: nodes.filter((node) => !isConstant(node)).map(decodeNode),
    constants,
  };
}

function parse(bytes: Uint8Array): Onnx.IModelProto {
  try {
    const model = ModelProto.decode(bytes);
    if (model.graph) return model;
  } catch (cause) {
    throw new VolscopeError('model', sentence`The network is not a readable ONNX file.`, { cause });
  }
  throw new VolscopeError('model', sentence`The ONNX file holds no network.`);
}

/** From opset 13 on, an operator of an older set means the same in ours, or does not run at all. */
function checkOperators(model: Onnx.IModelProto): void {
  const version = Number(model.opsetImport?.find(({ domain }) => !domain)?.version ?? 0);
  if (version < OLDEST_OPSET || version > OPSET) {
    throw new VolscopeError(
      'model',
      sentence`The network is ONNX opset ${version}; export it with opset ${OLDEST_OPSET} to ${OPSET}.`,
    );
  }
  const foreign = model.graph?.node?.find(({ domain }) => domain && domain !== 'ai.onnx');
  if (foreign) {
    throw new VolscopeError(
      'model',
      sentence`The network uses the operator "${foreign.domain}.${foreign.opType}", which is not part of ONNX; export it without.`,
    );
  }
}

function isConstant({ opType, attribute }: Onnx.INodeProto): boolean {
  return opType === 'Constant' && attribute?.[0]?.name === 'value';
}

function constantOf(node: Onnx.INodeProto): Tensor {
  return decodeTensor({ ...node.attribute?.[0]?.t, name: node.output?.[0] });
}

function decodeNode(node: Onnx.INodeProto): GraphNode {
  return {
    op: node.opType ?? '',
    inputs: node.input ?? [],
    outputs: node.output ?? [],
    attributes: Object.fromEntries(
      (node.attribute ?? []).map((attribute) => [attribute.name, decodeAttribute(attribute)]),
    ),
  };
}

function decodeAttribute(attribute: Onnx.IAttributeProto): Attribute {
  const { AttributeType } = AttributeProto;
  switch (attribute.type) {
    case AttributeType.INT:
      return Number(attribute.i);
    case AttributeType.INTS:
      return (attribute.ints ?? []).map(Number);
    case AttributeType.FLOAT:
      return { float: attribute.f ?? 0 };
    case AttributeType.STRING:
      return new TextDecoder().decode(attribute.s ?? new Uint8Array());
    default:
      throw new VolscopeError(
        'model',
        sentence`The network's attribute "${attribute.name}" is of a kind that is not supported.`,
      );
  }
}

function decodeTensor(tensor: Onnx.ITensorProto): Tensor {
  const dims = (tensor.dims ?? []).map(Number);
  const count = elementCount(dims);
  // A copy, for the bytes inside the file need not lie on a boundary that typed arrays accept.
  const raw = Uint8Array.from(tensor.rawData ?? []).buffer;
  if (tensor.dataType === TensorProto.DataType.FLOAT) {
    const data = raw.byteLength > 0 ? new Float32Array(raw) : Float32Array.from(tensor.floatData ?? []);
    if (data.length === count) return { type: 'float32', dims, data };
  } else if (tensor.dataType === TensorProto.DataType.INT64) {
    const values = tensor.int64Data ?? [];
    const data =
      raw.byteLength > 0
        ? new BigInt64Array(raw)
        : BigInt64Array.from(values, (value) => BigInt(Number(value)));
    if (data.length === count) return { type: 'int64', dims, data };
  } else {
    throw new VolscopeError(
      'model',
      sentence`The network's constant "${tensor.name}" is neither float32 nor int64.`,
    );
  }
  throw new VolscopeError('model', sentence`The network's constant "${tensor.name}" is incomplete.`);
}

function decodeValue(value: Onnx.IValueInfoProto): GraphValue {
  const tensorType = value.type?.tensorType;
  const dims = (tensorType?.shape?.dim ?? []).map((dim) => dim.dimParam || Number(dim.dimValue ?? 0));
  const name = value.name ?? '';
  if (tensorType?.elemType === TensorProto.DataType.FLOAT) return { name, type: 'float32', dims };
  if (tensorType?.elemType === TensorProto.DataType.INT16) return { name, type: 'int16', dims };
  throw new VolscopeError(
    'model',
    sentence`The network's input or output "${name}" is neither float32 nor int16.`,
  );
}
