import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CineClock, sliceAfter } from './cineClock.ts';

describe('CineClock', () => {
  it('keeps to the speed asked for, never above it, however long the frames take', () => {
    const frames = fc.array(fc.double({ min: 0.001, max: 0.5, noNaN: true }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(frames, fc.integer({ min: 2, max: 60 }), (seconds, speed) => {
        const clock = new CineClock();
        let [elapsed, shown] = [0, 0];
        for (const frame of seconds) {
          elapsed += frame;
          shown += clock.stepsAfter(frame, speed);
          expect(shown).toBeLessThanOrEqual(elapsed * speed + 1e-6);
        }
        expect(shown).toBeGreaterThan(elapsed * speed - 1 - 1e-6);
      }),
    );
  });

  it('leaves out no slice as long as frames are shorter than a slice lasts', () => {
    const clock = new CineClock();
    const steps = Array.from({ length: 600 }, () => clock.stepsAfter(1 / 60, 15));
    expect(Math.max(...steps)).toBe(1);
    expect(steps.reduce((sum, step) => sum + step)).toBeCloseTo(150, -1);
  });

  it('after a standstill goes on with a second at most', () => {
    expect(new CineClock().stepsAfter(3600, 15)).toBe(15);
  });
});

describe('sliceAfter', () => {
  it('goes round at both ends', () => {
    expect([sliceAfter(58, 3, 60), sliceAfter(1, -3, 60), sliceAfter(5, 0, 60)]).toEqual([1, 58, 5]);
  });
});
