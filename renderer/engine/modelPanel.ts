import { useApp } from '../stores/app.ts';
import { isUnderWay, useModels, type ModelChoice } from '../stores/models.ts';
import { send } from './connection.ts';

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
  for (const task of useModels.getState().tasks) if (!isUnderWay(task)) dismissImport(task.id);
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

export function cancelImport(taskId: string): void {
  send({ kind: 'cancelImport', taskId });
}

/** Answers the question of an import. @param as the id under which both models are kept; null: the new one replaces the other */
export function answerImport(taskId: string, as: string | null): void {
  useModels.setState({ refusal: null });
  send({ kind: 'answerImport', taskId, as });
}

export function dismissImport(taskId: string): void {
  send({ kind: 'dismissImport', taskId });
}

export function removeModel(modelId: string): void {
  useModels.setState({ refusal: null });
  send({ kind: 'removeModel', modelId });
}
