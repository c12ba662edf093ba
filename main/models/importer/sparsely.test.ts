import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sparsely } from './sparsely.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of many the latest is told after a while, the end at once, and nothing after it', () => {
  const told: number[] = [];
  const hear = sparsely(({ receivedBytes }) => told.push(receivedBytes));
  for (const receivedBytes of [1, 2, 3]) hear({ receivedBytes, totalBytes: 10 });
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([3]);
  hear({ receivedBytes: 5, totalBytes: 10 });
  hear({ receivedBytes: 10, totalBytes: 10 });
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([3, 10]);
});
