import { createContext } from 'react';
import type { Scene } from '../scene/scene.ts';

/** The scene under the panes; null before the first and while a lost context is replaced. */
export const SceneContext = createContext<Scene | null>(null);
