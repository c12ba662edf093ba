/** Tells how many slices cine moves on from one frame to the next, so that its speed is the one asked for. */
export class CineClock {
  /** Slices that are due, and the fraction of the next one. */
  private due = 0;

  /**
   * Where drawing can't keep up slices are left out, so that the speed stays what it says; after a standstill no more than
   * a second's worth.
   *
   * @param seconds since the frame before
   */
  stepsAfter(seconds: number, framesPerSecond: number): number {
    this.due = Math.min(this.due + seconds * framesPerSecond, framesPerSecond);
    const steps = Math.floor(this.due);
    this.due -= steps;
    return steps;
  }
}

/** The slice that lies `steps` on (or back, below 0); after the last of `count` comes the first. */
export function sliceAfter(slice: number, steps: number, count: number): number {
  return (((slice + steps) % count) + count) % count;
}
