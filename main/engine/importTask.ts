import type { ImporterReply, ImporterRequest, ImportSource } from '../contract/importer.ts';
import type { ModelTask } from '../contract/models.ts';
import type { Channel } from '../inference/portRunner.ts';

/** The importer's end of a conversation. */
export type ImporterChannel = Channel<ImporterRequest>;

/** An import as the engine follows it: what the window is shown of it, and the process that does it. */
export class ImportTask {
  /** Two imports of one source would write the same files. */
  readonly key: string;
  /** Fulfilled when it is over, however that came. */
  readonly ended: Promise<void>;
  private readonly source: ImportSource;
  private state: ModelTask;
  private readonly onChange: (task: ImportTask) => void;
  private channel: ImporterChannel | undefined;
  private end = (): void => undefined;

  constructor(id: string, name: string, source: ImportSource, onChange: (task: ImportTask) => void) {
    this.source = source;
    this.key = keyOf(source);
    this.onChange = onChange;
    this.ended = new Promise((ended) => (this.end = ended));
    this.state = {
      ...{ id, name, state: 'running', step: source.kind === 'path' ? 'wait' : 'download' },
      catalogueId: source.kind === 'catalogue' ? source.modelId : null,
      ...{ receivedBytes: 0, totalBytes: null, outcome: null, message: '' },
    };
  }

  get shown(): ModelTask {
    return this.state;
  }

  get isOver(): boolean {
    return !['running', 'cancelling'].includes(this.state.state);
  }

  /** Its process is there: the import begins. */
  begin(channel: ImporterChannel): void {
    this.channel = channel;
    channel.post(this.source);
    if (this.state.state === 'cancelling') channel.post({ kind: 'cancel' });
  }

  /** No other import is past its download. */
  letOn(): void {
    if (this.isOver) return;
    this.change({ step: 'read' });
    this.channel?.post({ kind: 'turn' });
  }

  /** What has arrived of a download is kept; nothing else is left. */
  cancel(): void {
    if (this.isOver) return;
    this.change({ state: 'cancelling' });
    this.channel?.post({ kind: 'cancel' });
  }

  /** @returns whether it asks to go on past its download */
  hear(reply: ImporterReply): boolean {
    if (this.isOver) return false;
    switch (reply.kind) {
      case 'step':
        this.change({ step: reply.step === 'read' ? 'wait' : reply.step });
        return reply.step === 'read';
      case 'received':
        this.change({ receivedBytes: reply.receivedBytes, totalBytes: reply.totalBytes });
        return false;
      case 'done':
        this.finish({ state: 'done', outcome: reply.outcome });
        return false;
      case 'failed':
        if (reply.reason === 'cancelled') this.finish({ state: 'cancelled' });
        else this.finish({ state: 'failed', message: reply.message });
        return false;
    }
  }

  /** Its process is gone, without a word. */
  died(): void {
    const message = `The import of ${this.state.name} ended unexpectedly: its file may be damaged, or memory may have run out. Nothing was installed.`;
    if (!this.isOver) this.finish({ state: 'failed', message });
  }

  private finish(changes: Partial<ModelTask>): void {
    this.channel?.close();
    this.channel = undefined;
    this.change(changes);
    this.end();
  }

  private change(changes: Partial<ModelTask>): void {
    this.state = { ...this.state, ...changes };
    this.onChange(this);
  }
}

function keyOf(source: ImportSource): string {
  if (source.kind === 'path') return `path ${source.path}`;
  return source.kind === 'url' ? `url ${source.url}` : `catalogue ${source.modelId}`;
}
