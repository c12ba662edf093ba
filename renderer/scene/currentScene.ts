import type { Scene } from './scene.ts';

let current: Scene | null = null;

/** Tells which scene is on the stage; null once it is gone. To be called by what made it. */
export function holdScene(scene: Scene | null): void {
  current = scene;
}

/** The scene on the stage, for pictures of it; null while there is none. */
export const currentScene = (): Scene | null => current;
