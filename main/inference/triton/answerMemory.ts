/** Buffers kept for the next answer: as many as regions of shared memory are. */
const KEPT_BUFFERS = 2;
/** Smaller ones cost nothing, and would push out what does. */
const SMALLEST_KEPT_BYTES = 2 ** 20;

/** Gives memory for an answer's tensors, in a buffer of its own; what is in it is any. */
export type Allocate = (byteSize: number) => Uint8Array<ArrayBuffer>;

export const allocateFresh: Allocate = (byteSize) => new Uint8Array(new ArrayBuffer(byteSize));

/**
 * Memory that answers are read into, used again. The system hands out fresh memory page by page, each filled with zeros, which
 * takes longer than the copy into it (315 MB out of a shared region: 0.16 s into fresh memory, 0.07 s into this).
 */
export class AnswerMemory {
  private spare: ArrayBuffer[] = [];
  private closed = false;

  /** The memory of one answer: given out by `allocate`, until `release` takes all of it back. */
  lend(): { readonly allocate: Allocate; readonly release: () => void } {
    let lent: ArrayBuffer[] = [];
    return {
      allocate: (byteSize) => {
        const buffer = this.take(byteSize);
        lent.push(buffer);
        return new Uint8Array(buffer);
      },
      release: () => {
        for (const buffer of lent) this.giveBack(buffer);
        lent = [];
      },
    };
  }

  /** Keeps nothing, from now on. */
  close(): void {
    this.closed = true;
    this.spare = [];
  }

  /** Of that very size: a model's answers are as large each time. */
  private take(byteSize: number): ArrayBuffer {
    const at = this.spare.findIndex((buffer) => buffer.byteLength === byteSize);
    return at < 0 ? new ArrayBuffer(byteSize) : this.spare.splice(at, 1)[0];
  }

  private giveBack(buffer: ArrayBuffer): void {
    if (this.closed || buffer.byteLength < SMALLEST_KEPT_BYTES) return;
    // Moved: whoever reads the old tensors all the same finds them empty, not filled with another scan's numbers.
    this.spare.push(structuredClone(buffer, { transfer: [buffer] }));
    if (this.spare.length > KEPT_BUFFERS) this.spare.shift();
  }
}
