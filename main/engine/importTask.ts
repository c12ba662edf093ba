import { describeError } from '../contract/errors.ts';
import type { ImportOutcome, ModelTask } from '../contract/models.ts';
import { say } from '../messages/say.ts';
import {
  freeId,
  IdInUse,
  importCancelled,
  ImportProcess,
  type ImportPrograms,
  type ImportSource,
  type InstalledModel,
  type ModelFolders,
  type StagedModel,
} from '../models/index.ts';

export interface ImportTaskParts {
  readonly programs: ImportPrograms;
  readonly folders: ModelFolders;
  /** Asks to go on past its download, by `letOn`. */
  readonly onWait: (task: ImportTask) => void;
  readonly onChange: (task: ImportTask) => void;
  /** @throws IdInUse */
  readonly install: (
    model: StagedModel,
    options: { readonly as?: string; readonly replace: boolean },
  ) => Promise<InstalledModel>;
  /** Of all models that are installed. */
  readonly takenIds: () => Promise<string[]>;
}

/** An import as the window is shown it, from its source to the model's place, and the process that does it. */
export class ImportTask {
  /** Two imports of one source would write the same files. */
  readonly key: string;
  private readonly source: ImportSource;
  private readonly parts: ImportTaskParts;
  private readonly process: ImportProcess;
  private state: ModelTask;
  private verified = false;
  private answered: ((as: string | null) => void) | undefined;

  constructor(id: string, name: string, source: ImportSource, parts: ImportTaskParts) {
    this.source = source;
    this.parts = parts;
    this.key = JSON.stringify(source);
    this.state = {
      ...{ id, name, state: 'running', step: source.kind === 'path' ? 'wait' : 'download' },
      catalogueId: source.kind === 'catalogue' ? source.modelId : null,
      ...{ receivedBytes: 0, totalBytes: null, question: null, outcome: null, message: '' },
    };
    this.process = new ImportProcess(parts.programs, parts.folders, {
      onStep: (step) => this.begin(step),
      onReceived: ({ receivedBytes, totalBytes = null }) => this.change({ receivedBytes, totalBytes }),
    });
  }

  get shown(): ModelTask {
    return this.state;
  }

  get isOver(): boolean {
    return ['done', 'failed', 'cancelled'].includes(this.state.state);
  }

  /** Imports. Fulfilled when it is over, however that came. */
  async run(): Promise<void> {
    try {
      const outcome = await this.settle(await this.process.run(this.source));
      await this.process.end();
      this.change({ state: 'done', outcome, question: null });
    } catch (error) {
      await this.process.end();
      const state = describeError(error).kind === 'cancelled' ? 'cancelled' : 'failed';
      this.change({ state, message: state === 'failed' ? say(error) : '', question: null });
    }
  }

  /** No other import is past its download. */
  letOn(): void {
    if (this.isOver) return;
    this.change({ step: 'read' });
    this.process.letOn();
  }

  cancel(): void {
    if (this.isOver) return;
    this.change({ state: 'cancelling', question: null });
    this.process.cancel();
    this.answered?.(null);
  }

  /** Answers its question. @param as the id under which both models are kept; null: the new one replaces the other */
  answer(as: string | null): void {
    if (this.state.state !== 'asking') return;
    this.change({ state: 'running', question: null });
    this.answered?.(as);
  }

  /** Installs; where a model of that id is there, as the user says. */
  private async settle(model: StagedModel): Promise<ImportOutcome> {
    this.begin('install');
    let choice: { as?: string; replace: boolean } = { replace: false };
    for (;;) {
      if (this.state.state === 'cancelling') throw importCancelled();
      try {
        const { manifest } = await this.parts.install(model, choice);
        return { modelId: manifest.id, replaced: choice.replace, verified: this.verified };
      } catch (error) {
        if (!(error instanceof IdInUse)) throw error;
        const as = await this.ask(error.present, model);
        choice = as === null ? { as: choice.as, replace: true } : { as, replace: false };
      }
    }
  }

  private async ask(present: InstalledModel, model: StagedModel): Promise<string | null> {
    const { id, name, version } = present.manifest;
    const free = freeId(id, await this.parts.takenIds());
    if (this.state.state === 'cancelling') return null;
    return new Promise((answered) => {
      this.answered = answered;
      this.change({
        state: 'asking',
        question: {
          ...{ modelId: id, name, version, freeId: free },
          newVersion: model.manifest.version,
          bundled: present.origin === 'bundled',
        },
      });
    });
  }

  private begin(step: ModelTask['step']): void {
    if (step === 'verify') this.verified = true;
    this.change({ step: step === 'read' ? 'wait' : step });
    if (step === 'read') this.parts.onWait(this);
  }

  private change(changes: Partial<ModelTask>): void {
    if (this.isOver) return;
    this.state = { ...this.state, ...changes };
    this.parts.onChange(this);
  }
}
