import { sentenceOf, VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';
import {
  importerReplySchema,
  type ImporterReply,
  type ImporterRequest,
  type NetworkCheck,
} from '../../contract/importer.ts';
import type { ImportStep } from '../../contract/models.ts';
import { checkNetwork } from '../../inference/checkNetwork.ts';
import { forkChannel, forkInference } from '../../inference/childProcess.ts';
import type { DownloadProgress } from '../download/downloadFile.ts';
import { knownSources, lookUpSource, type ImportSource } from '../importSource.ts';
import type { ModelFolders } from '../registry.ts';
import { checkedNetwork, makeStaging, readStaged, removeStaging, type StagedModel } from '../staging.ts';
import { Deferred } from './deferred.ts';
import { importerRights } from './rights.ts';

/** The built entries: importer/process.ts and inference/process.ts. */
export interface ImportPrograms {
  readonly importer: string;
  readonly inference: string;
}

export interface ImportEvents {
  /** It begins; past `read` it goes only after `letOn`. */
  readonly onStep: (step: ImportStep) => void;
  readonly onReceived: (progress: DownloadProgress) => void;
}

/**
 * One import in a process of its own, which has rights to nothing but its input and a folder of its own; what it made is
 * looked at before it is installed. Its network is tried in another process, whose crash ends the import alone.
 */
export class ImportProcess {
  private readonly programs: ImportPrograms;
  private readonly folders: ModelFolders;
  private readonly events: ImportEvents;
  private readonly staged = new Deferred<StagedModel>();
  private staging: string | undefined;
  private post: (request: ImporterRequest) => void = () => undefined;
  private endProcess = (): void => undefined;
  private endCheck = (): void => undefined;
  private cancelled = false;
  private isLetOn = false;

  constructor(programs: ImportPrograms, folders: ModelFolders, events: ImportEvents) {
    this.programs = programs;
    this.folders = folders;
    this.events = events;
    // Whoever cares for it waits for `run`.
    this.staged.promise.catch(() => undefined);
  }

  /**
   * Reads and checks the model; `end` must be called, whatever comes of it.
   * @returns what can be installed
   * @throws VolscopeError that says what is wrong, VolscopeError('cancelled')
   */
  async run(source: ImportSource): Promise<StagedModel> {
    const input = await lookUpSource(source, this.folders);
    const known = await knownSources(this.folders);
    const staging = await makeStaging(this.folders);
    this.staging = staging;
    if (this.cancelled) throw cancelledError();
    const { importer } = this.programs;
    const { channel, end } = forkChannel<ImporterRequest>(importer, {
      execArgv: importerRights(importer, input, staging),
      onExit: () => this.staged.reject(this.cancelled ? cancelledError() : endedError()),
    });
    this.endProcess = end;
    this.post = (request) => channel.post(request);
    channel.onMessage((message) => {
      this.hear(importerReplySchema.parse(message), staging).catch(this.staged.reject);
    });
    channel.post({ kind: 'begin', input, known, staging });
    if (this.isLetOn) channel.post({ kind: 'turn' });
    return this.staged.promise;
  }

  /** No other import is past its download. */
  letOn(): void {
    this.isLetOn = true;
    this.post({ kind: 'turn' });
  }

  /** What has arrived of a download is kept; nothing else is left. */
  cancel(): void {
    this.cancelled = true;
    this.post({ kind: 'cancel' });
    this.endCheck();
  }

  /** Ends the process at once, and removes what it has left. */
  async end(): Promise<void> {
    this.post = () => undefined;
    this.endProcess();
    this.endCheck();
    if (this.staging !== undefined) await removeStaging(this.staging);
  }

  private async hear(reply: ImporterReply, staging: string): Promise<void> {
    switch (reply.kind) {
      case 'step':
        return this.events.onStep(reply.step);
      case 'received':
        return this.events.onReceived({ ...reply, totalBytes: reply.totalBytes ?? undefined });
      case 'check':
        return this.post({ kind: 'checked', problem: await this.check(reply.check, staging) });
      case 'staged':
        return this.staged.resolve(await readStaged(staging));
      case 'failed':
        return this.staged.reject(
          new VolscopeError(reply.reason === 'cancelled' ? 'cancelled' : 'model', reply.why),
        );
    }
  }

  /** @returns why the network can't be used, or null */
  private async check(check: NetworkCheck, staging: string): Promise<Sentence | null> {
    const { runner, end } = forkInference(this.programs.inference);
    this.endCheck = end;
    try {
      await checkNetwork(runner, checkedNetwork(staging), check);
      return null;
    } catch (error) {
      return sentenceOf(error);
    } finally {
      end();
    }
  }
}

function cancelledError(): VolscopeError {
  return new VolscopeError('cancelled', sentence`The import was cancelled; nothing was installed.`);
}

function endedError(): VolscopeError {
  return new VolscopeError(
    'model',
    sentence`The import ended unexpectedly: the file may be damaged, or memory may have run out. Nothing was installed.`,
  );
}
