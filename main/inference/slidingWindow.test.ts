import { describe, expect, it } from 'vitest';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import { slideWindows } from './slidingWindow.ts';

const plan: WindowPlan = {
  shapeKji: [2, 2, 4],
  startsKji: [[0], [0, 1], [0, 2, 4]],
  keepKji: { start: [0, 0, 0], end: [2, 3, 8] },
  channels: 2,
  blend: { kind: 'constant' },
};

function tensor(value: (n: number) => number): TensorMessage {
  return { type: 'float32', data: Float32Array.from({ length: 48 }, (_, n) => value(n)), dims: [2, 3, 8] };
}

/** A network that gives what it gets, and twice that. */
const double = async (window: Float32Array) => Float32Array.from([...window, ...window.map((x) => 2 * x)]);

describe('slideWindows', () => {
  it.each<WindowPlan['blend']>([
    { kind: 'constant' },
    { kind: 'gaussian', sigmaScaleKji: [0.125, 0.3, 0.25] },
  ])(
    'gives back what a network without context makes, with $kind weights, and tells of every window',
    async (blend) => {
      const told: string[] = [];
      const onWindow = (done: number, total: number) => told.push(`${done}/${total}`);
      const input = tensor((n) => n);
      const { data, dims } = await slideWindows(input, { ...plan, blend }, double, { onWindow });
      expect(dims).toEqual([2, 2, 3, 8]);
      [...input.data].forEach((value, n) => {
        expect(data[n]).toBeCloseTo(value, 4);
        expect(data[48 + n]).toBeCloseTo(2 * value, 4);
      });
      expect(told).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
    },
  );

  it('runs windows that hold one value once, and others each time', async () => {
    let runs = 0;
    const counted = (window: Float32Array) => (runs++, double(window));
    const { data } = await slideWindows(
      tensor((n) => (n % 8 === 7 ? 5 : 0)),
      plan,
      counted,
    );
    // Of three windows along i the last alone holds anything, for both places along j.
    expect(runs).toBe(1 + 2);
    expect(data[7]).toBe(5);
    expect(data[6]).toBe(0);
  });

  it('keeps only the part that was not padding', async () => {
    const keepKji = { start: [0, 1, 2], end: [2, 3, 7] };
    const { data, dims } = await slideWindows(
      tensor((n) => n),
      { ...plan, keepKji },
      double,
    );
    expect(dims).toEqual([2, 2, 2, 5]);
    expect([...data.subarray(0, 5)]).toEqual([10, 11, 12, 13, 14]);
  });

  it('stops between windows when it is cancelled', async () => {
    const cancel = new AbortController();
    const onWindow = (done: number) => done === 2 && cancel.abort();
    const work = slideWindows(
      tensor((n) => n),
      plan,
      double,
      { onWindow, signal: cancel.signal },
    );
    await expect(work).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('says so where the network gives another number of values', async () => {
    const work = slideWindows(
      tensor((n) => n),
      { ...plan, channels: 3 },
      double,
    );
    await expect(work).rejects.toThrow('2 values a voxel where its recipe says 3');
  });
});
