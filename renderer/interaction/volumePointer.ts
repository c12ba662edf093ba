import type { Scene } from '../scene/scene.ts';
import { toggleMaximised, useViews } from '../stores/views.ts';
import { DragTracker, type DragStart } from './drag.ts';

/** The mouse on the 3D picture: left drag turns it, middle drag or Shift + left drag moves it, right drag or wheel zooms. */
export class VolumePointer {
  private readonly scene: Scene;
  private readonly listening = new AbortController();

  constructor(element: HTMLElement, scene: Scene) {
    this.scene = scene;
    const { signal } = this.listening;
    new DragTracker(element, signal, { start: (gesture) => this.startDrag(gesture) });
    element.addEventListener('dblclick', () => toggleMaximised('3d'), { signal });
    element.addEventListener('pointerenter', () => useViews.setState({ activePane: '3d' }), { signal });
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        scene.zoomVolume(Math.exp(-event.deltaY / 800));
      },
      { signal, passive: false },
    );
  }

  dispose(): void {
    this.listening.abort();
  }

  private startDrag({ button, shift }: DragStart) {
    // The scene takes steps, a drag tells the distance from its start.
    let [lastX, lastY] = [0, 0];
    const step = (move: (dx: number, dy: number) => void) => (dx: number, dy: number) => {
      move(dx - lastX, dy - lastY);
      [lastX, lastY] = [dx, dy];
    };
    if (button === 2) return step((_dx, dy) => this.scene.zoomVolume(Math.exp(-dy / 150)));
    if (button === 1 || shift) return step((dx, dy) => this.scene.panVolume(dx, dy));
    return step((dx, dy) => this.scene.orbit(dx, dy));
  }
}
