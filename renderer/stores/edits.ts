import { create } from 'zustand';

interface EditsState {
  /** What Undo and Redo would take back or do again; null where there is nothing. */
  readonly undoName: string | null;
  readonly redoName: string | null;
  /** The engine works on the labels: they are not to change meanwhile. */
  readonly busy: boolean;
}

export const useEdits = create<EditsState>()(() => ({ undoName: null, redoName: null, busy: false }));
