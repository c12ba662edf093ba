import onnxProto, { type onnx as Onnx } from 'onnx-proto';
import { IR_VERSION, OPSET, type Attribute, type Graph, type GraphNode, type GraphValue } from './graph.ts';
import type { Tensor } from './tensor.ts';

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;

const tensorTypes = { float32: TensorProto.DataType.FLOAT, int64: TensorProto.DataType.INT64 } as const;
const valueTypes = { float32: TensorProto.DataType.FLOAT, int16: TensorProto.DataType.INT16 } as const;

/** The graph as the bytes of an ONNX file. The same graph gives the same bytes. */
export function encodeModel(graph: Graph): Uint8Array {
  const writer = ModelProto.encode({
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPSET }],
    producerName: 'volscope',
    graph: {
      name: graph.name,
      node: graph.nodes.map(encodeNode),
      initializer: [...graph.constants].map(([name, tensor]) => encodeTensor(name, tensor)),
      input: graph.inputs.map(encodeValue),
      output: graph.outputs.map(encodeValue),
    },
  });
  return new Uint8Array(writer.finish());
}

function encodeNode(node: GraphNode): Onnx.INodeProto {
  return {
    name: node.outputs[0],
    opType: node.op,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...encodeAttribute(value) })),
  };
}

function encodeAttribute(value: Attribute): Onnx.IAttributeProto {
  const { AttributeType } = AttributeProto;
  if (typeof value === 'number') return { type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: AttributeType.FLOAT, f: value.float };
  return { type: AttributeType.INTS, ints: [...value] };
}

function encodeTensor(name: string, { type, dims, data }: Tensor): Onnx.ITensorProto {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims: [...dims], dataType: tensorTypes[type], rawData };
}

function encodeValue({ name, type, dims }: GraphValue): Onnx.IValueInfoProto {
  const dim = dims.map((d) => (typeof d === 'number' ? { dimValue: d } : { dimParam: d }));
  return { name, type: { tensorType: { elemType: valueTypes[type], shape: { dim } } } };
}
