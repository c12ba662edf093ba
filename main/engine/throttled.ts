/** At most one call in 150 ms, and the last one: a window needs no more, and each has it drawn anew. */
export function throttled(tell: (fraction: number) => void): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - last < 150 && fraction < 1) return;
    last = now;
    tell(fraction);
  };
}
