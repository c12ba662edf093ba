/** Numbers one after the other in a typed array that doubles as it fills. */
abstract class Growing<Values extends Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>> {
  length = 0;
  protected values: Values;
  private readonly make: (size: number) => Values;

  protected constructor(make: (size: number) => Values) {
    this.make = make;
    this.values = make(3 * 1024);
  }

  at(index: number): number {
    return this.values[index];
  }

  push3(a: number, b: number, c: number): void {
    if (this.length + 3 > this.values.length) this.grow();
    this.values[this.length++] = a;
    this.values[this.length++] = b;
    this.values[this.length++] = c;
  }

  protected grow(): void {
    const larger = this.make(2 * this.values.length);
    larger.set(this.values);
    this.values = larger;
  }
}

export class GrowingFloats extends Growing<Float32Array<ArrayBuffer>> {
  constructor() {
    super((size) => new Float32Array(size));
  }

  /** What was written, in an array of just that length. */
  take(): Float32Array<ArrayBuffer> {
    return this.values.slice(0, this.length);
  }
}

export class GrowingIndices extends Growing<Uint32Array<ArrayBuffer>> {
  constructor() {
    super((size) => new Uint32Array(size));
  }

  push4(a: number, b: number, c: number, d: number): void {
    if (this.length + 4 > this.values.length) this.grow();
    this.values[this.length++] = a;
    this.values[this.length++] = b;
    this.values[this.length++] = c;
    this.values[this.length++] = d;
  }

  /** What was written, in an array of just that length. */
  take(): Uint32Array<ArrayBuffer> {
    return this.values.slice(0, this.length);
  }
}
