import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fuseGraph } from './index.ts';
import { GRAPH_REVISION } from './revision.ts';
import { recipeOfShape } from './testing/sampleScan.ts';

const digests = {
  revision: GRAPH_REVISION,
  cpu: digestOf('cpu'),
  gpu: digestOf('gpu'),
};

function digestOf(processor: 'cpu' | 'gpu'): string {
  const network = readFileSync('models/spleen-monai-tutorial/model.onnx');
  const graph = fuseGraph(network, recipeOfShape([224, 224, 224]), { processor });
  return createHash('sha256').update(graph).digest('hex').slice(0, 16);
}

test('another graph has another revision, or caches would keep the old one', () => {
  // Where this fails, raise GRAPH_REVISION and put the new digests here.
  expect(digests).toEqual({ revision: 4, cpu: 'ff6addec6cbe7366', gpu: 'd0a53b9e4d83fa60' });
});
