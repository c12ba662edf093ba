import { expect, test } from 'vitest';
import { FINGERPRINT, fingerprintOf } from './servedNames.ts';
import { isFloatVariant, judgeServed, servableNames } from './servedModels.ts';
import { modelOfShape } from './testing.ts';

const { manifest } = await modelOfShape();
const { id } = manifest;
const matrix = (name: string) => ({ name, datatype: 'FP32', shape: [-1, -1] });
const served = {
  name: id,
  inputs: [
    { name: 'volume', datatype: 'INT16', shape: [-1, -1, -1] },
    ...['resampleI', 'resampleJ', 'resampleK'].map(matrix),
  ],
  outputs: [{ name: 'logitDiff', datatype: 'FP32', shape: [224, 224, 224] }],
  parameters: { [FINGERPRINT]: fingerprintOf(manifest) },
  instances: 2,
};

test('a model of a server is what its name, its tensors and its fingerprint say', () => {
  expect(judgeServed(served, [manifest])).toEqual({ name: id, fit: 'fits', modelId: id, instances: 2 });
  const fitOf = (changes: Partial<typeof served>, installed = [manifest]) =>
    judgeServed({ ...served, ...changes }, installed).fit;
  expect(fitOf({ parameters: { [FINGERPRINT]: 'of another network' } })).toBe('outdated');
  expect(fitOf({}, [])).toBe('notInstalled');
  expect(fitOf({ outputs: [{ name: 'MASK', datatype: 'INT64', shape: [1, 224, 224, 224] }] })).toBe(
    'otherTensors',
  );
  expect(fitOf({ inputs: served.inputs.slice(1) })).toBe('otherTensors');
  expect(fitOf({ outputs: [{ ...served.outputs[0], shape: [96, 96, 96] }] })).toBe('otherTensors');
});

test('a model that goes by windows is on no server; the variant for fractions is no model of its own', () => {
  const windows = { ...manifest, id: 'windows', recipe: { ...manifest.recipe, channels: 3 } };
  expect(servableNames([manifest, windows])).toEqual([id]);
  expect(isFloatVariant(`${id}-float32`, [manifest])).toBe(true);
  expect(isFloatVariant(id, [manifest])).toBe(false);
});
