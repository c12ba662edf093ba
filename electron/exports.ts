import type { HostEvent, HostRequest } from '../main/contract/host.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exportKinds } from '../main/contract/engine.ts';
import type { ExportPlace, ExportResult, ShellApi } from '../main/contract/shell.ts';
import { fileNameOf, withEnding } from './fileNames.ts';
import { log } from './log.ts';
import type { Say } from './messages.ts';
import { printReport } from './report/printReport.ts';

type ExportRequest = Parameters<ShellApi['exportFile']>[0];
type MadeRequest = Parameters<ShellApi['exportMade']>[0];
type PdfRequest = Parameters<ShellApi['exportPdf']>[0];
type WriteRequest = Extract<HostRequest, { kind: 'export' | 'write' }>;
/** The request without the number that this side adds to it. */
type Unnumbered<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** Asks where a file goes: its path, or undefined where the user thought better of it. */
export type ChooseDestination = (suggestedName: string, ending: string) => Promise<string | undefined>;

/** From "export this" to a file: asks for its place, has the engine write it, and waits for the outcome. */
export class Exporter {
  readonly #send: (request: HostRequest) => void;
  readonly #say: Say;
  readonly #choose: ChooseDestination;
  readonly #folder: () => string | undefined;
  readonly #underWay = new Map<number, (result: ExportResult) => void>();
  #lastId = 0;
  /** The file written last. */
  lastPath: string | undefined;

  /** @param folder the export folder, undefined while there is none */
  constructor(
    send: (request: HostRequest) => void,
    say: Say,
    choose: ChooseDestination,
    folder: () => string | undefined,
  ) {
    this.#send = send;
    this.#say = say;
    this.#choose = choose;
    this.#folder = folder;
  }

  exportFile({ scanId, groupId, what, suggestedName, place }: ExportRequest): Promise<ExportResult> {
    const ending = exportKinds[what].replace(/^[^.]*/, '');
    return this.#to(place, suggestedName, ending, (path) =>
      this.#write({ kind: 'export', scanId, groupId, what, path }),
    );
  }

  exportMade({ bytes, suggestedName, ending, place }: MadeRequest): Promise<ExportResult> {
    return this.#to(place, suggestedName, ending, (path) => this.#write({ kind: 'write', path, bytes }));
  }

  exportPdf({ document, suggestedName, place }: PdfRequest): Promise<ExportResult> {
    return this.#to(place, suggestedName, '.pdf', async (path) => {
      try {
        return await this.#write({ kind: 'write', path, bytes: await printReport(document) });
      } catch (error) {
        log.error('The report could not be laid out:', error);
        return { state: 'failed', message: this.#say('reportNotLaidOut') };
      }
    });
  }

  /** Those of the names that a file in the export folder has. */
  namesInUse(names: readonly string[]): readonly string[] {
    const folder = this.#folder();
    return folder === undefined ? [] : names.filter((name) => existsSync(join(folder, fileNameOf(name))));
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

  /** Writes to the place that is meant. */
  async #to(
    place: ExportPlace,
    suggestedName: string,
    ending: string,
    write: (path: string) => Promise<ExportResult>,
  ): Promise<ExportResult> {
    const name = fileNameOf(suggestedName);
    if (place === 'asked') {
      const path = await this.#choose(name, ending);
      return path === undefined ? { state: 'dismissed' } : write(path);
    }
    const folder = this.#folder();
    if (folder === undefined) return { state: 'failed', message: this.#say('folderGone') };
    const path = join(folder, withEnding(name, ending));
    if (place === 'folder' && existsSync(path))
      return { state: 'failed', message: this.#say('nameTaken', { name }) };
    return write(path);
  }

  #write(request: Unnumbered<WriteRequest>): Promise<ExportResult> {
    const id = ++this.#lastId;
    return new Promise((settle) => {
      this.#underWay.set(id, settle);
      this.#send({ ...request, id });
    });
  }
}
