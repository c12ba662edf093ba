import { describe, expect, it } from 'vitest';
import { directionLetters, edgeLetters, formatOffset, formatPosition } from './letters.ts';
import { planesOf } from './planes.ts';
import { lps, oblique, psl, ras } from './testing.ts';

describe('edgeLetters', () => {
  it.each([
    ['LPS', lps],
    ['RAS', ras],
    ['PSL', psl],
  ])('are the same for %s: the storage order does not show', (_name, affine) => {
    const planes = planesOf(affine);
    expect(edgeLetters(planes.axial)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
    expect(edgeLetters(planes.coronal)).toEqual({ left: 'R', right: 'L', top: 'S', bottom: 'I' });
    expect(edgeLetters(planes.sagittal)).toEqual({ left: 'A', right: 'P', top: 'S', bottom: 'I' });
  });

  it('name both directions where a plane is tilted', () => {
    expect(edgeLetters(planesOf(oblique).axial)).toMatchObject({ left: 'R', top: 'AS', bottom: 'PI' });
  });
});

describe('directionLetters', () => {
  it('puts the strongest direction first and leaves out the faint ones', () => {
    expect(directionLetters([-0.5, -0.8, 0.05])).toBe('PL');
  });
});

describe('formatPosition', () => {
  it('writes letters for signs', () => {
    expect(formatPosition([-12.54, -3, 101.25])).toBe('L 12.5  P 3.0  S 101.3');
  });
});

describe('formatOffset', () => {
  it('leaves out what is nothing but rounding', () => {
    expect(formatOffset([0.01, -3, 101.25])).toBe('P 3.0  S 101.3');
    expect(formatOffset([0, 0.04, 0])).toBe('');
  });
});
