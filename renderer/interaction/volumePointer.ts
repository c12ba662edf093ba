import { dolly, orbit, pan } from '../geometry/cameraPose.ts';
import { toggleMaximised, useViews } from '../stores/views.ts';
import { moveCamera } from '../stores/volume.ts';
import { DragTracker, type DragStart } from './drag.ts';
import { withScan } from './viewActions.ts';

/** The mouse on the 3D picture: left drag turns it, middle drag or Shift + left drag moves it, right drag or wheel zooms. */
export class VolumePointer {
  private readonly element: HTMLElement;
  private readonly listening = new AbortController();

  constructor(element: HTMLElement) {
    this.element = element;
    const { signal } = this.listening;
    new DragTracker(element, signal, { start: (gesture) => this.startDrag(gesture) });
    element.addEventListener('dblclick', () => toggleMaximised('3d'), { signal });
    element.addEventListener('pointerenter', () => useViews.setState({ activePane: '3d' }), { signal });
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        zoom(Math.exp(-event.deltaY / 800));
      },
      { signal, passive: false },
    );
  }

  dispose(): void {
    this.listening.abort();
  }

  private startDrag({ button, shift }: DragStart) {
    // The camera takes steps, a drag tells the distance from its start.
    let [lastX, lastY] = [0, 0];
    const step = (move: (dx: number, dy: number) => void) => (dx: number, dy: number) => {
      move(dx - lastX, dy - lastY);
      [lastX, lastY] = [dx, dy];
    };
    if (button === 2) return step((_dx, dy) => zoom(Math.exp(-dy / 150)));
    const height = this.element.clientHeight;
    if (button === 1 || shift) return step((dx, dy) => moveCamera((pose) => pan(pose, dx, dy, height)));
    return step((dx, dy) => moveCamera((pose) => orbit(pose, dx, dy, height)));
  }
}

const zoom = (factor: number) => withScan(({ info }) => moveCamera((pose) => dolly(pose, factor, info.grid)));
