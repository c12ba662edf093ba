import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditHistory } from './editHistory.ts';
import { applyChange } from './labelChange.ts';
import { applyPatch, diffPatch } from './patch.ts';

const count = 24;
const whole = { start: [0, 0, 0], end: [count, 1, 1] } as const;
const map = fc.uint8Array({ min: 0, max: 2, minLength: count, maxLength: count });

describe('EditHistory', () => {
  it('goes through all states back and forth', () => {
    fc.assert(
      fc.property(fc.array(map, { maxLength: 8 }), (states) => {
        const history = new EditHistory();
        const labels = new Uint8Array(count);
        const seen = [labels.slice()];
        for (const state of states) {
          const patch = diffPatch(labels, state, whole, [count, 1, 1]);
          if (patch.runs.length === 0) continue;
          applyPatch(labels, patch);
          history.push(`step ${seen.length}`, patch, [count, 1, 1]);
          seen.push(labels.slice());
        }
        for (let n = seen.length - 2; n >= 0; n--) {
          expect(history.undoName).toBe(`step ${n + 1}`);
          const step = history.undo();
          if (step) applyChange(labels, step.change);
          expect(labels).toEqual(seen[n]);
        }
        expect(history.undo()).toBeUndefined();
        for (let n = 1; n < seen.length; n++) {
          const step = history.redo();
          expect(step?.name).toBe(`step ${n}`);
          if (step) applyChange(labels, step.change);
          expect(labels).toEqual(seen[n]);
        }
        expect(history.redo()).toBeUndefined();
      }),
    );
  });

  it('forgets what was undone when something new is done, and counts its bytes', () => {
    const patch = { runs: Uint32Array.of(3, 2), before: Uint8Array.of(0), after: Uint8Array.of(1) };
    const history = new EditHistory();
    history.push('brush', patch, [count, 1, 1]);
    const bytes = history.bytes;
    expect(bytes).toBeGreaterThan(0);
    history.push('fill', patch, [count, 1, 1]);
    history.undo();
    expect(history.redoName).toBe('fill');
    expect(history.bytes).toBe(2 * bytes);
    history.push('grow', patch, [count, 1, 1]);
    expect(history.redoName).toBeUndefined();
    expect(history.undoName).toBe('grow');
    expect(history.bytes).toBe(2 * bytes);
    history.clear();
    expect(history.bytes).toBe(0);
    expect(history.undo()).toBeUndefined();
  });

  it('has no step for an edit that changed nothing', () => {
    const history = new EditHistory();
    history.push('brush', diffPatch(new Uint8Array(count), new Uint8Array(count), whole, [count, 1, 1]), [
      count,
      1,
      1,
    ]);
    expect(history.undoName).toBeUndefined();
  });
});
