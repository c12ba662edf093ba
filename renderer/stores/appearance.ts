import { create } from 'zustand';
import { defaultAppearance, type Appearance } from '../../main/contract/appearance.ts';

/** The language, the colours and the size that are chosen; see engine/appearance.ts for changing them. */
export const useAppearance = create<Appearance>()(() => defaultAppearance);
