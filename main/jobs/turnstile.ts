interface Waiting {
  readonly priority: number;
  readonly enter: () => void;
}

/** Lets so many through at a time; of those that wait the highest priority first, then in the order of arrival. */
export class Turnstile {
  slots: number;
  private inside = 0;
  private waiting: Waiting[] = [];

  constructor(slots: number) {
    this.slots = slots;
  }

  /** Runs `work` once there is a slot. Throws the signal's reason where that is aborted while waiting. */
  async pass<T>(priority: () => number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.enter(priority, signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.inside--;
      this.letIn();
    }
  }

  private enter(priority: () => number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting = this.waiting.filter((other) => other !== mine);
        reject(signal.reason as Error);
      };
      const mine: Waiting = {
        get priority() {
          return priority();
        },
        enter: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(mine);
      this.letIn();
    });
  }

  private letIn(): void {
    while (this.inside < this.slots && this.waiting.length > 0) {
      const next = this.waiting.reduce((best, other) => (other.priority > best.priority ? other : best));
      this.waiting = this.waiting.filter((other) => other !== next);
      this.inside++;
      next.enter();
    }
  }
}
