import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { EngineEvent } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { ModelRequest } from '../contract/models.ts';
import { say } from '../messages/say.ts';
import {
  catalogueCard,
  checkedId,
  expectFreeId,
  findInCatalogue,
  findModel,
  installStaged,
  isUrl,
  listModels,
  readCard,
  removeModel,
  type ImportPrograms,
  type ImportSource,
  type ModelFolders,
} from '../models/index.ts';
import { pruneGraphs } from '../pipeline/graphCache.ts';
import { ImportTask, type ImportTaskParts } from './importTask.ts';
import { listInstalled, listKnown } from './listModels.ts';

export interface ShelfParts {
  readonly folders: ModelFolders;
  readonly cacheFolder: string;
  readonly importPrograms: ImportPrograms;
  readonly emit: (event: EngineEvent) => void;
  /** A job that waits or runs needs the model. */
  readonly isInUse: (modelId: string) => boolean;
  /** The window was told of the installed models: one may be new or gone. */
  readonly onListed: () => void;
}

/**
 * The models of the app: those that are installed or known, and their imports. Each import has a process of its own; downloads
 * run side by side, and what comes after them one by one, so that two of one name can't meet, nor their memory add up.
 */
export class ModelShelf {
  private readonly parts: ShelfParts;
  private readonly tasks = new Map<string, ImportTask>();
  private readonly ends = new Map<ImportTask, Promise<void>>();
  /** Fulfilled when the last import that was let on is over. */
  private turn: Promise<void> = Promise.resolve();

  constructor(parts: ShelfParts) {
    this.parts = parts;
  }

  /** @throws VolscopeError where what is asked can't be done */
  async handle(request: ModelRequest): Promise<void> {
    switch (request.kind) {
      case 'listModels':
        return this.tellModels();
      case 'installModel':
        return this.install(request.modelId);
      case 'importFromUrl':
        return this.importFromUrl(request.url.trim());
      case 'cancelImport':
        return this.tasks.get(request.taskId)?.cancel();
      case 'answerImport':
        return this.answer(request.taskId, request.as);
      case 'dismissImport':
        if (this.tasks.get(request.taskId)?.isOver) this.tasks.delete(request.taskId);
        return this.tellImports();
      case 'removeModel':
        return this.remove(request.modelId);
      case 'readCard':
        return this.tellCard(request);
    }
  }

  /** A file or a folder, by way of the shell. */
  importPath(taskId: string, path: string): void {
    try {
      this.begin(basename(path), { kind: 'path', path }, taskId);
    } catch (error) {
      this.refuse(error);
    }
  }

  tellImports(): void {
    this.parts.emit({ kind: 'imports', tasks: [...this.tasks.values()].map(({ shown }) => shown) });
  }

  /** Says in the window's list of models what can't be done. */
  refuse(error: unknown): void {
    this.parts.emit({ kind: 'modelRefused', message: say(error) });
  }

  private async install(modelId: string): Promise<void> {
    const { id, name } = await findInCatalogue(this.parts.folders, modelId);
    this.begin(name, { kind: 'catalogue', modelId: id });
  }

  private importFromUrl(url: string): void {
    if (!isUrl(url))
      throw new VolscopeError(
        'model',
        sentence`"${url}" is no web address; give one that begins with https.`,
      );
    this.begin(url, { kind: 'url', url });
  }

  private begin(name: string, source: ImportSource, id: string = randomUUID()): void {
    const task = new ImportTask(id, name, source, this.taskParts());
    const others = [...this.tasks.values()].filter(({ key }) => key === task.key);
    if (others.some(({ isOver }) => !isOver))
      throw new VolscopeError(
        'model',
        sentence`${name} is being imported already; wait until that has ended.`,
      );
    // What an earlier try came to is of no interest any more.
    for (const { shown } of others) this.tasks.delete(shown.id);
    this.tasks.set(id, task);
    this.tellImports();
    const end = task.run().then(() => this.tellModels());
    this.ends.set(
      task,
      end.catch((error: unknown) => this.refuse(error)).finally(() => void this.ends.delete(task)),
    );
  }

  private taskParts(): ImportTaskParts {
    const { folders, cacheFolder, importPrograms: programs } = this.parts;
    return {
      ...{ programs, folders },
      onWait: (task) => {
        this.turn = this.turn.then(() => {
          task.letOn();
          return this.ends.get(task);
        });
      },
      onChange: () => this.tellImports(),
      install: async (model, options) => {
        const installed = await installStaged(model, folders, options);
        if (options.replace) await pruneGraphs(cacheFolder, folders);
        return installed;
      },
      takenIds: async () => (await listModels(folders)).map(({ manifest }) => manifest.id),
    };
  }

  /** @throws VolscopeError('model') while a job needs the model that would give way, or where the other id can't be had */
  private async answer(taskId: string, as: string | null): Promise<void> {
    const task = this.tasks.get(taskId);
    const { question } = task?.shown ?? {};
    if (!question) return;
    if (as !== null) await expectFreeId(this.parts.folders, checkedId(as));
    else this.expectUnused(question.modelId);
    task?.answer(as);
  }

  private async remove(modelId: string): Promise<void> {
    this.expectUnused(modelId);
    const { folders, cacheFolder } = this.parts;
    await removeModel(folders, modelId);
    await pruneGraphs(cacheFolder, folders);
    await this.tellModels();
  }

  private expectUnused(modelId: string): void {
    if (this.parts.isInUse(modelId))
      throw new VolscopeError(
        'model',
        sentence`A job needs that model; cancel the job or wait until it has ended.`,
      );
  }

  private async tellCard({ modelId, of }: Extract<ModelRequest, { kind: 'readCard' }>): Promise<void> {
    const { folders, emit } = this.parts;
    const text =
      of === 'installed'
        ? await readCard(await findModel(folders, modelId))
        : catalogueCard(await findInCatalogue(folders, modelId));
    emit({ kind: 'card', modelId, of, text });
  }

  private async tellModels(): Promise<void> {
    const { folders, emit } = this.parts;
    const models = await listInstalled(folders);
    emit({ kind: 'models', models, known: await listKnown(folders, models, (error) => this.refuse(error)) });
    this.parts.onListed();
  }
}
