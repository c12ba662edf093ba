import i18next from 'i18next';
import type { ModelEvent, ModelTask } from '../../main/contract/models.ts';
import { showInfo, useApp } from '../stores/app.ts';
import { inOrder, moved, useModels } from '../stores/models.ts';
import { lookAt } from './modelPanel.ts';
import { changeSettings, saveSettings } from './settings.ts';
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
  const ended = tasks.find(({ id, outcome }) => outcome && before.get(id)?.outcome === null);
  if (ended?.outcome) lookAt({ modelId: ended.outcome.modelId, of: 'installed' });
}

/** The order that was kept: the first of the installed models is the default. */
export function recallOrder(order: readonly string[]): void {
  useModels.setState({ order });
  useApp.setState(({ models }) => ({ models: inOrder(models, order) }));
  settleChoice();
}

/** Takes a model for the next runs. @param serverName the server that runs it; null: this computer */
export function chooseModel(modelId: string, serverName: string | null = null): void {
  changeSettings({ modelId, serverName });
}

/** Moves an installed model to another place of the list, 0 to be the default. */
export function moveModel(modelId: string, to: number): void {
  const { models } = useApp.getState();
  const order = moved(
    models.map(({ id }) => id),
    modelId,
    to,
  );
  useApp.setState({ models: inOrder(models, order) });
}

/** Writes the order to the settings, once a move has ended. A model that has become the default is chosen. */
export function keepOrder(): void {
  const { models } = useApp.getState();
  const [before] = inOrder(models, useModels.getState().order ?? []);
  const modelOrder = models.map(({ id }) => id);
  useModels.setState({ order: modelOrder });
  if (models[0] && models[0].id !== before?.id) chooseModel(models[0].id);
  saveSettings({ modelOrder });
}

/** Asks the shell for a file or a folder; the engine tells how its import goes. */
export function importByDialog(kind: 'file' | 'folder'): void {
  useModels.setState({ refusal: null });
  shell.chooseModel(kind).catch((error: unknown) => useModels.setState({ refusal: String(error) }));
}

/** Where there is no choice the default is taken; in the place of one that is gone, which is said. */
function settleChoice(goneName?: string): void {
  const { models, modelId } = useApp.getState();
  const [first] = models;
  if (useModels.getState().order === null || !first || models.some(({ id }) => id === modelId)) return;
  // Where none was chosen yet the server that was chosen stands: only a model that is gone takes it along.
  useApp.setState({ modelId: first.id, ...(modelId !== '' && { serverName: null }) });
  if (goneName) showInfo(i18next.t('models:fellBack', { gone: goneName, name: first.name }));
}
