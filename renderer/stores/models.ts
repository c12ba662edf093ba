import { create } from 'zustand';
import type { KnownModel, ModelSummary, ModelTask } from '../../main/contract/models.ts';

/** A model in the panel: one that is installed, or one of the catalogue. */
export interface ModelChoice {
  readonly modelId: string;
  readonly of: 'installed' | 'known';
}

interface ModelsState {
  readonly isOpen: boolean;
  /** The catalogue. */
  readonly known: readonly KnownModel[];
  /** Imports under way and those that have ended, until they are dismissed. */
  readonly tasks: readonly ModelTask[];
  /** Ids in the order that is kept, also of models that are gone; null until the settings are read. */
  readonly order: readonly string[] | null;
  /** The model whose card is shown. */
  readonly looked: ModelChoice | null;
  readonly card: (ModelChoice & { readonly text: string }) | null;
  /** Why what was asked last can't be done. */
  readonly refusal: string | null;
}

export const useModels = create<ModelsState>()(() => ({
  isOpen: false,
  known: [],
  tasks: [],
  order: null,
  looked: null,
  card: null,
  refusal: null,
}));

/** Whether an import may still come to something: it can be cancelled, and is no thing of the past. */
export function isUnderWay({ state }: ModelTask): boolean {
  return state === 'running' || state === 'asking' || state === 'cancelling';
}

/** Models in the user's order; those that have no place in it follow: what came with the program, then what was imported. */
export function inOrder(models: readonly ModelSummary[], order: readonly string[]): ModelSummary[] {
  const rank = ({ id, origin }: ModelSummary) => {
    const place = order.indexOf(id);
    if (place >= 0) return place;
    return order.length + (origin === 'bundled' ? 0 : 1);
  };
  return [...models].sort((a, b) => rank(a) - rank(b));
}

/** The ids with one of them moved to another place of the list, which is kept within it. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((other) => other !== id);
  const place = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, place), id, ...others.slice(place)];
}
