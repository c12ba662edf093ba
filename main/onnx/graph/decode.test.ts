import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { decodeModel } from './decode.ts';

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;

/** What an exporter may write: a constant as a node, and one as an initializer that is listed as an input too. */
function exported(opset: number, domain = ''): Uint8Array {
  const floats = { dataType: TensorProto.DataType.FLOAT, dims: [1] };
  const value = (name: string) => ({
    name,
    type: { tensorType: { elemType: TensorProto.DataType.FLOAT, shape: { dim: [{ dimValue: 1 }] } } },
  });
  const attribute = [
    { name: 'value', type: AttributeProto.AttributeType.TENSOR, t: { ...floats, floatData: [2] } },
  ];
  return ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'exported',
      node: [
        { opType: 'Constant', output: ['two'], attribute },
        { opType: 'Mul', input: ['x', 'two'], output: ['y'], domain },
        { opType: 'Add', input: ['y', 'one'], output: ['z'] },
      ],
      initializer: [{ ...floats, name: 'one', floatData: [1] }],
      input: [value('x'), value('one')],
      output: [value('z')],
    },
  }).finish();
}

describe('decodeModel', () => {
  it('reads constants that are nodes, and leaves those listed as inputs out of the inputs', () => {
    const graph = decodeModel(exported(17));
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x']);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['Mul', 'Add']);
    expect(graph.constants.get('two')?.data).toEqual(Float32Array.of(2));
  });

  it('refuses operator sets that it does not know, and operators that are not of ONNX', () => {
    expect(() => decodeModel(exported(11))).toThrow(/opset 11; export it with opset 13 to 18/);
    expect(() => decodeModel(exported(21))).toThrow(/opset 21/);
    expect(() => decodeModel(exported(17, 'com.microsoft'))).toThrow(/"com.microsoft.Mul"/);
  });
});
