interface Waiting {
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

/** Pictures of the stage that are finer than the screen: one after the other, each once everything is drawn at its scale. */
export class PictureQueue {
  private readonly drawAt: (scale: number) => void;
  private last: Promise<unknown> = Promise.resolve();
  private waiting: Waiting[] = [];

  /** @param drawAt has everything drawn anew, at a scale of the screen's resolution */
  constructor(drawAt: (scale: number) => void) {
    this.drawAt = drawAt;
  }

  /** @returns what `take` made of the stage while everything on it was drawn at `scale` */
  take<T>(scale: number, take: () => T): Promise<T> {
    const made = this.last.then(async () => {
      const drawn = new Promise<void>((done, fail) => this.waiting.push({ done, fail }));
      this.drawAt(scale);
      try {
        await drawn;
        return take();
      } finally {
        this.drawAt(1);
      }
    });
    this.last = made.catch(() => undefined);
    return made;
  }

  /** To be called when nothing is left to draw. */
  drawn(): void {
    for (const { done } of this.waiting.splice(0)) done();
  }

  /** The stage is gone. */
  lost(): void {
    for (const { fail } of this.waiting.splice(0)) fail(new Error('the 3D view was lost'));
  }
}
