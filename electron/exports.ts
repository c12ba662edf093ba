import type { HostEvent, HostRequest } from '../main/contract/host.ts';
import { exportKinds } from '../main/contract/engine.ts';
import type { ExportResult, ShellApi } from '../main/contract/shell.ts';
import { fileNameOf } from './fileNames.ts';

type ExportRequest = Parameters<ShellApi['exportFile']>[0];
type MadeRequest = Parameters<ShellApi['exportMade']>[0];
type WriteRequest = Extract<HostRequest, { kind: 'export' | 'write' }>;
/** The request without the number that this side adds to it. */
type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** Asks where a file goes: its path, or undefined where the user thought better of it. */
export type ChooseDestination = (suggestedName: string, ending: string) => Promise<string | undefined>;

/** From "export this" to a file: asks for its place, has the engine write it, and waits for the outcome. */
export class Exporter {
  readonly #send: (request: HostRequest) => void;
  readonly #choose: ChooseDestination;
  readonly #underWay = new Map<number, (result: ExportResult) => void>();
  #lastId = 0;
  /** The file written last. */
  lastPath: string | undefined;

  constructor(send: (request: HostRequest) => void, choose: ChooseDestination) {
    this.#send = send;
    this.#choose = choose;
  }

  async exportFile({ scanId, groupId, what, suggestedName }: ExportRequest): Promise<ExportResult> {
    const path = await this.#choose(fileNameOf(suggestedName), exportKinds[what].replace(/^[^.]*/, ''));
    if (path === undefined) return { state: 'dismissed' };
    return this.#write({ kind: 'export', scanId, groupId, what, path });
  }

  async exportMade({ bytes, suggestedName, ending }: MadeRequest): Promise<ExportResult> {
    const path = await this.#choose(fileNameOf(suggestedName), ending);
    if (path === undefined) return { state: 'dismissed' };
    return this.#write({ kind: 'write', path, bytes });
  }

  hear(event: Extract<HostEvent, { kind: 'written' | 'writeFailed' }>): void {
    const settle = this.#underWay.get(event.id);
    this.#underWay.delete(event.id);
    if (event.kind === 'writeFailed') settle?.({ state: 'failed', message: event.message });
    else {
      this.lastPath = event.path;
      settle?.({ state: 'written', fileName: fileNameOf(event.path) });
    }
  }

  /** The engine died: nothing that it was writing will be finished. */
  failAll(message: string): void {
    const lost = [...this.#underWay.values()];
    this.#underWay.clear();
    for (const settle of lost) settle({ state: 'failed', message });
  }

  #write(request: Unnumbered<WriteRequest>): Promise<ExportResult> {
    const id = ++this.#lastId;
    return new Promise((settle) => {
      this.#underWay.set(id, settle);
      this.#send({ ...request, id });
    });
  }
}
