/**
 * Sets of numbers by union-find: each number points to one of its set that is not above it, the lowest one to itself.
 *
 * @returns `count` sets of one number each
 */
export function separateSets(count: number): Int32Array {
  const roots = new Int32Array(count);
  for (let n = 0; n < count; n++) roots[n] = n;
  return roots;
}

/** Makes one set of those of `a` and `b`. */
export function join(roots: Int32Array, a: number, b: number): void {
  while (roots[a] !== a) a = roots[a] = roots[roots[a]];
  while (roots[b] !== b) b = roots[b] = roots[roots[b]];
  if (a < b) roots[b] = a;
  else roots[a] = b;
}
