import { VolscopeError } from '../../contract/errors.ts';
import type { Sentence } from '../../contract/sentence.ts';
import type { ImporterReply, ImporterRequest, NetworkCheck } from '../../contract/importer.ts';
import { importCancelled } from '../importSteps.ts';
import { Deferred } from './deferred.ts';

/** Whoever wants the model, as the importer sees it: what is told there, and how it holds the import up or ends it. */
export class Watcher {
  readonly tell: (reply: ImporterReply) => void;
  private readonly controller = new AbortController();
  private readonly turn = new Deferred<void>();
  private readonly checked = new Deferred<Sentence | null>();
  private readonly cancelled = new Deferred<undefined>();

  constructor(tell: (reply: ImporterReply) => void) {
    this.tell = tell;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  hear(request: Exclude<ImporterRequest, { kind: 'begin' }>): void {
    if (request.kind === 'turn') this.turn.resolve();
    else if (request.kind === 'checked') this.checked.resolve(request.problem);
    else {
      this.controller.abort();
      this.cancelled.resolve(undefined);
    }
  }

  /** Fulfilled when no other import is past its download, or this one is cancelled. */
  async untilTurn(): Promise<void> {
    await Promise.race([this.turn.promise, this.cancelled.promise]);
  }

  /**
   * Has the network in the staging folder run once.
   * @throws VolscopeError('model') if it can't be used; VolscopeError('cancelled')
   */
  async check(check: NetworkCheck): Promise<void> {
    this.tell({ kind: 'check', check });
    const problem = await Promise.race([this.checked.promise, this.cancelled.promise]);
    if (this.signal.aborted) throw importCancelled();
    if (problem) throw new VolscopeError('model', problem);
  }
}
