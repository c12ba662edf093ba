import { create } from 'zustand';

/** A change of one segment that is on the slices but not made yet. */
export interface Preview {
  readonly scanId: string;
  readonly groupId: string;
  readonly value: number;
  /** How far the boundary follows the image, 0 to 1. */
  readonly strength: number;
  /** null until the first answer. */
  readonly voxels: { readonly gained: number; readonly lost: number } | null;
}

export const usePreview = create<{ readonly preview: Preview | null }>()(() => ({ preview: null }));

export function changePreview(changes: Partial<Preview>): void {
  usePreview.setState(({ preview }) => ({ preview: preview && { ...preview, ...changes } }));
}
