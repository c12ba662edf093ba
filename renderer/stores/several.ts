import { create } from 'zustand';

/** The choice of several models is open. */
export const useSeveral = create<{ readonly open: boolean }>()(() => ({ open: false }));
