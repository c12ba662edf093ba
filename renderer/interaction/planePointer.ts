import { dragWindow } from '../display/windowPresets.ts';
import { isInsideGrid } from '../geometry/grid.ts';
import { mmPerPixel, paneMap, paneToVoxel, zoomAt } from '../geometry/paneMap.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { useLens } from '../stores/lens.ts';
import { selectMeasurement } from '../stores/measurements.ts';
import { toggleMaximised } from '../stores/views.ts';
import { hasSize, isMeasureTool, stepBrush, useTools } from '../stores/tools.ts';
import { DragTracker, wheelNotches } from './drag.ts';
import { comparedPlane, shownPlane, stopHovering, type PointedPlane } from './pointedPlane.ts';
import { grabTool, measurementAt } from './tools/grabMeasurement.ts';
import { planeTools } from './tools/index.ts';
import type { Gesture, PlanePoint, PlaneTool } from './tools/planeTool.ts';

/**
 * The mouse on a plane, as readers know it: left drag window/level, middle drag or Shift + left drag pan, right drag
 * zoom, wheel slices, click or Shift + move crosshair, double click enlarges the pane. Tools are for the scan on show.
 */
export class PlanePointer {
  private readonly element: HTMLElement;
  private readonly name: PlaneName | 'compared';
  private readonly listening = new AbortController();
  private readonly notches = wheelNotches();
  /** What goes on of a tool, or with a measurement that is held. */
  private gesture: Gesture | null = null;

  constructor(element: HTMLElement, name: PlaneName | 'compared') {
    this.element = element;
    this.name = name;
    const { signal } = this.listening;
    new DragTracker(element, signal, {
      start: (drag) => (this.gesture || this.isForTool(drag) ? null : this.startDrag(drag)),
      click: (event) => this.tool === null && !this.gesture && this.placeCrosshair(event),
    });
    this.followTool(signal);
    element.addEventListener('pointermove', (event) => this.hover(event), { signal });
    element.addEventListener('pointerleave', () => this.leave(), { signal });
    element.addEventListener('dblclick', (event) => this.doubleClick(event), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
  }

  dispose(): void {
    this.listening.abort();
  }

  private get tool(): PlaneTool | null {
    return this.name === 'compared' ? null : planeTools[useTools.getState().tool];
  }

  private pointed(): PointedPlane | null {
    return this.name === 'compared' ? comparedPlane() : shownPlane(this.name);
  }

  /** The left button is the tool's while one is chosen; with Shift it moves the picture as ever. */
  private isForTool({ button, shift }: { button: number; shift: boolean }): boolean {
    return this.tool !== null && button === 0 && !shift;
  }

  /**
   * A tool acts from the very press of the button on, where a drag waits until the pointer has moved. Without a tool a
   * measurement under the pointer is taken hold of.
   */
  private followTool(signal: AbortSignal): void {
    const { element } = this;
    const at = (event: PointerEvent, act: (point: PlanePoint) => void) => {
      const point = this.pointAt(event);
      if (point) act(point);
    };
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (this.gesture || event.button !== 0 || event.shiftKey) return;
        const tool = this.tool ?? (this.name === 'compared' ? null : grabTool);
        at(event, (point) => (this.gesture = tool?.begin(point) ?? null));
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        const { gesture } = this;
        if (!gesture) at(event, (point) => this.markHeld(point));
        // A fast hand moves several times between two frames: the stroke goes through every place.
        const events = gesture ? event.getCoalescedEvents() : [];
        for (const each of events.length > 0 ? events : [event])
          at(each, (point) => (gesture ? gesture.move(point) : this.tool?.hover?.(point)));
      },
      { signal },
    );
    element.addEventListener(
      'pointerup',
      (event) => {
        const ended = this.gesture;
        this.gesture = null;
        at(event, (point) => ended?.end(point));
      },
      { signal },
    );
    element.addEventListener(
      'pointercancel',
      () => {
        this.gesture?.cancel();
        this.gesture = null;
      },
      { signal },
    );
    element.addEventListener('pointerleave', () => !this.gesture && this.tool?.hover?.(null), { signal });
  }

  /** Shows by the pointer's shape that a press would take hold of a measurement. */
  private markHeld(point: PlanePoint): void {
    if (this.name === 'compared') return;
    const { tool } = useTools.getState();
    const holds = tool === 'navigate' || isMeasureTool(tool);
    this.element.toggleAttribute('data-over-measurement', holds && measurementAt(point) !== null);
  }

  private doubleClick(event: MouseEvent): void {
    const point = this.pointAt(event);
    if (this.name === 'compared') return;
    if (this.tool === null) toggleMaximised(this.name);
    else if (point) this.tool.doubleClick?.(point);
  }

  private pointAt(event: MouseEvent): PlanePoint | null {
    const pointed = this.pointed();
    if (!pointed) return null;
    const { scan, plane, view } = pointed;
    return {
      ...{ scan, plane },
      ijk: this.voxelAt(pointed, event),
      pixelsPerMm: 1 / mmPerPixel(scan.info.grid, plane, view, this.size()),
    };
  }

  private startDrag({ button, shift, x, y }: { button: number; shift: boolean; x: number; y: number }) {
    const start = this.pointed();
    if (!start) return null;
    const { plane, view } = start;
    const { grid } = start.scan.info;
    const size = this.size();
    if (button === 2) {
      return (_dx: number, dy: number) =>
        start.setView(zoomAt(grid, plane, view, size, Math.exp(-dy / 150), x, y));
    }
    if (button === 1 || shift) {
      const mm = mmPerPixel(grid, plane, view, size);
      return (dx: number, dy: number) =>
        start.setView({ ...view, panMm: [view.panMm[0] - dx * mm, view.panMm[1] + dy * mm] });
    }
    return (dx: number, dy: number) => start.setWindow(dragWindow(start.window, dx, -dy));
  }

  private leave(): void {
    stopHovering();
    useLens.setState({ pointer: null });
  }

  private hover(event: MouseEvent): void {
    const pointed = this.pointed();
    if (!pointed) return;
    const { left, top } = this.element.getBoundingClientRect();
    useLens.setState({ pointer: { pane: this.name, x: event.clientX - left, y: event.clientY - top } });
    const ijk = this.voxelAt(pointed, event);
    pointed.hover(ijk);
    if (event.shiftKey && event.buttons === 0 && isInsideGrid(pointed.scan.info.grid, ijk))
      pointed.moveCrosshair(ijk);
  }

  private placeCrosshair(event: PointerEvent): void {
    selectMeasurement(null);
    const pointed = this.pointed();
    pointed?.moveCrosshair(this.voxelAt(pointed, event));
  }

  /** Away from the reader: towards the head, the front or the patient's right. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const pointed = this.pointed();
    const steps = this.notches(event);
    if (!pointed || steps === 0) return;
    if (event.ctrlKey) return hasSize(useTools.getState().tool) ? stepBrush(steps < 0 ? 1 : -1) : undefined;
    pointed.showSlice(pointed.slice - steps * pointed.plane.sliceSign);
    this.hover(event);
  }

  private voxelAt({ scan, plane, view, slice }: PointedPlane, { clientX, clientY }: MouseEvent) {
    const { left, top } = this.element.getBoundingClientRect();
    const map = paneMap(scan.info.grid, plane, view, this.size());
    return paneToVoxel(map, plane, slice, clientX - left, clientY - top);
  }

  private size() {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }
}
