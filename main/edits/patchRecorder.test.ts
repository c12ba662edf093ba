import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffPatch } from './patch.ts';
import { PatchRecorder } from './patchRecorder.ts';

const count = 60;
const change = fc.record({
  offset: fc.nat(count - 1),
  length: fc.integer({ min: 1, max: 9 }),
  value: fc.nat(3),
});

it('PatchRecorder gives what a comparison gives, however often a voxel changed', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ min: 0, max: 3, minLength: count, maxLength: count }),
      fc.array(change),
      (before, changes) => {
        const labels = before.slice();
        const recorder = new PatchRecorder();
        for (const { offset, length, value } of changes)
          for (let n = offset; n < Math.min(count, offset + length);) {
            let end = n + 1;
            while (end < Math.min(count, offset + length) && labels[end] === labels[n]) end++;
            recorder.record(n, end - n, labels[n]);
            labels.fill(value, n, end);
            n = end;
          }
        expect(recorder.isEmpty).toBe(changes.length === 0);
        const whole = { start: [0, 0, 0], end: [count, 1, 1] } as const;
        expect(recorder.finish(labels)).toEqual(diffPatch(before, labels, whole, [count, 1, 1]));
        expect(recorder.isEmpty).toBe(true);
        expect(recorder.finish(labels).runs.length).toBe(0);
      },
    ),
  );
});
