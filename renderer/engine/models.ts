import i18next from 'i18next';
import type { ModelEvent, ModelTask } from '../../main/contract/models.ts';
import { showError, showInfo, useApp } from '../stores/app.ts';
import { inOrder, moved, useModels, type ModelChoice } from '../stores/models.ts';
import { send } from './connection.ts';
import { shell } from './shell.ts';

/** Brings what the engine says of models into the stores. */
export function takeModelEvent(event: ModelEvent): void {
  switch (event.kind) {
    case 'models': {
      const { order } = useModels.getState();
      const { models: before, modelId } = useApp.getState();
      useModels.setState({ known: event.known });
      useApp.setState({ models: inOrder(event.models, order ?? []) });
      settleChoice(before.find(({ id }) => id === modelId)?.name);
      break;
    }
    case 'imports':
      takeImports(event.tasks);
      break;
    case 'card':
      useModels.setState({ card: event });
      break;
    case 'modelRefused':
      useModels.setState({ refusal: event.message, isOpen: true });
      break;
  }
}

function takeImports(tasks: readonly ModelTask[]): void {
  const before = new Map(useModels.getState().tasks.map((task) => [task.id, task]));
  // One that the panel did not ask for was dropped: it is shown how it goes.
  const isNew = tasks.some(({ id }) => !before.has(id));
  useModels.setState({ tasks, ...(isNew && { isOpen: true, refusal: null }) });
  const ended = tasks.find(({ id, outcome }) => outcome && before.get(id)?.state === 'running');
  if (ended?.outcome) lookAt({ modelId: ended.outcome.modelId, of: 'installed' });
}

/** The order that was kept: the first of the installed models is the default. */
export function recallOrder(order: readonly string[]): void {
  useModels.setState({ order });
  useApp.setState(({ models }) => ({ models: inOrder(models, order), modelId: '' }));
  settleChoice();
}

/** Takes a model for the next runs; the next start begins with the default again. */
export function chooseModel(modelId: string): void {
  useApp.setState({ modelId });
}

/** Moves an installed model to another place of the list, 0 to be the default. The order is kept. */
export function moveModel(modelId: string, to: number): void {
  const { models } = useApp.getState();
  const order = moved(
    models.map(({ id }) => id),
    modelId,
    to,
  );
  useModels.setState({ order });
  useApp.setState({ models: inOrder(models, order) });
}

/** Writes the order to the settings, once a move has ended. */
export function keepOrder(): void {
  const modelOrder = useApp.getState().models.map(({ id }) => id);
  shell.saveSettings({ modelOrder }).catch(() => showError(i18next.t('models:orderNotKept')));
}

export function openModels(): void {
  const { isOpen } = useModels.getState();
  if (isOpen) return;
  useModels.setState({ isOpen: true });
  send({ kind: 'listModels' });
  const { modelId } = useApp.getState();
  if (modelId) lookAt({ modelId, of: 'installed' });
}

export function closeModels(): void {
  useModels.setState({ isOpen: false, refusal: null });
  for (const { id, state } of useModels.getState().tasks)
    if (state !== 'running' && state !== 'cancelling') dismissImport(id);
}

/** Shows a model's card. */
export function lookAt(looked: ModelChoice): void {
  useModels.setState({ looked });
  send({ kind: 'readCard', ...looked });
}

/** Downloads a model of the catalogue, or goes on with a download that was broken off. */
export function installModel(modelId: string): void {
  useModels.setState({ refusal: null });
  send({ kind: 'installModel', modelId });
}

export function importFromUrl(url: string): void {
  useModels.setState({ refusal: null });
  send({ kind: 'importFromUrl', url });
}

/** Asks the shell for a file or a folder; the engine tells how its import goes. */
export function importByDialog(kind: 'file' | 'folder'): void {
  useModels.setState({ refusal: null });
  shell.chooseModel(kind).catch((error: unknown) => useModels.setState({ refusal: String(error) }));
}

export function cancelImport(taskId: string): void {
  send({ kind: 'cancelImport', taskId });
}

export function dismissImport(taskId: string): void {
  send({ kind: 'dismissImport', taskId });
}

export function removeModel(modelId: string): void {
  useModels.setState({ refusal: null });
  send({ kind: 'removeModel', modelId });
}

/** Where there is no choice the default is taken; in the place of one that is gone, which is said. */
function settleChoice(goneName?: string): void {
  const { models, modelId } = useApp.getState();
  const [first] = models;
  if (useModels.getState().order === null || !first || models.some(({ id }) => id === modelId)) return;
  useApp.setState({ modelId: first.id });
  if (goneName) showInfo(i18next.t('models:fellBack', { gone: goneName, name: first.name }));
}
