import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pasteBlock } from './block.ts';
import { maskAbove, spansAbove } from './spans.ts';

const length = fc.integer({ min: 1, max: 6 });

it('the mask of what is above a threshold is that of each voxel on its own', () => {
  const volumes = fc
    .tuple(length, length, length)
    .chain((shape) =>
      fc.tuple(
        fc.constant(shape),
        fc.array(fc.integer({ min: -3, max: 1 }), { minLength: 216, maxLength: 216 }),
      ),
    );
  fc.assert(
    fc.property(volumes, ([shape, numbers]) => {
      const values = Float32Array.from(numbers.slice(0, shape[0] * shape[1] * shape[2]));
      const block = maskAbove(values, shape, 0, spansAbove(values, shape, 0));
      expect([...pasteBlock(block, shape)]).toEqual([...values].map((value) => (value > 0 ? 1 : 0)));
    }),
  );
});
