/** Events in the order of their times; those of one time in the order in which they were asked for. */
export class Clock {
  now = 0;
  private readonly heap: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];
  private order = 0;

  after(seconds: number, run: () => void): void {
    const event = { at: this.now + seconds, order: this.order++, run };
    let n = this.heap.push(event) - 1;
    for (let up = (n - 1) >> 1; n > 0 && before(event, this.heap[up]); n = up, up = (n - 1) >> 1)
      [this.heap[n], this.heap[up]] = [this.heap[up], this.heap[n]];
  }

  runUntil(end: number): void {
    while (this.heap.length > 0 && this.heap[0].at <= end) {
      const next = this.heap[0];
      const last = this.heap.pop();
      if (last && this.heap.length > 0) this.sink(last);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  private sink(event: (typeof this.heap)[number]): void {
    let n = 0;
    for (;;) {
      let child = 2 * n + 1;
      if (child >= this.heap.length) break;
      if (child + 1 < this.heap.length && before(this.heap[child + 1], this.heap[child])) child++;
      if (!before(this.heap[child], event)) break;
      this.heap[n] = this.heap[child];
      n = child;
    }
    this.heap[n] = event;
  }
}

interface Ordered {
  readonly at: number;
  readonly order: number;
}
const before = (a: Ordered, b: Ordered) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Something that does so many things at a time, the others wait in line: a server's instances, one way of a link. */
export class Station {
  /** Seconds that its channels were busy, summed over them. */
  busySeconds = 0;
  private readonly clock: Clock;
  private readonly channels: number;
  private active = 0;
  private readonly line: { readonly seconds: number; readonly then: () => void }[] = [];

  constructor(clock: Clock, channels: number) {
    this.clock = clock;
    this.channels = channels;
  }

  /** Waiting or being served. */
  get load(): number {
    return this.active + this.line.length;
  }

  serve(seconds: number, then: () => void): void {
    this.line.push({ seconds, then });
    this.next();
  }

  private next(): void {
    if (this.active === this.channels) return;
    const work = this.line.shift();
    if (!work) return;
    this.active++;
    this.clock.after(work.seconds, () => {
      this.active--;
      this.busySeconds += work.seconds;
      work.then();
      this.next();
    });
  }
}
