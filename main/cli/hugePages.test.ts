import { expect, test } from 'vitest';
import { hugePages } from './hugePages.ts';

test("glibc is asked for huge pages on Linux, and a user's own setting of it stays", () => {
  const onLinux = process.platform === 'linux';
  expect(hugePages({})).toEqual(onLinux ? { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' } : {});
  expect(hugePages({ GLIBC_TUNABLES: 'glibc.malloc.arena_max=1' })).toEqual({});
});
