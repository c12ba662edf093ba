export interface DragStart {
  /** As in MouseEvent: 0 left, 1 middle, 2 right. */
  readonly button: number;
  readonly shift: boolean;
  /** CSS pixels from the element's top left corner. */
  readonly x: number;
  readonly y: number;
}

interface DragHandlers {
  /** What the drag does with the distance from its start, in CSS pixels; null for nothing. */
  readonly start: (gesture: DragStart) => ((dx: number, dy: number) => void) | null;
  /** The left button went down and up in one place. */
  readonly click?: (event: PointerEvent) => void;
}

/** Less than this is a click, not a drag: hands are never quite still. */
const thresholdPx = 3;

/** Tells drags from clicks on an element, and keeps a drag going outside of it. */
export class DragTracker {
  private drag: {
    readonly pointerId: number;
    readonly gesture: DragStart;
    readonly fromX: number;
    readonly fromY: number;
    move: ((dx: number, dy: number) => void) | null;
    moved: boolean;
  } | null = null;

  constructor(element: HTMLElement, signal: AbortSignal, handlers: DragHandlers) {
    element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
    // The middle button would start the browser's own scrolling.
    element.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), {
      signal,
    });
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (this.drag) return;
        const { left, top } = element.getBoundingClientRect();
        this.drag = {
          pointerId: event.pointerId,
          gesture: {
            button: event.button,
            shift: event.shiftKey,
            x: event.clientX - left,
            y: event.clientY - top,
          },
          fromX: event.clientX,
          fromY: event.clientY,
          move: null,
          moved: false,
        };
        element.setPointerCapture(event.pointerId);
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        const { drag } = this;
        if (event.pointerId !== drag?.pointerId) return;
        const [dx, dy] = [event.clientX - drag.fromX, event.clientY - drag.fromY];
        if (!drag.moved && Math.hypot(dx, dy) < thresholdPx) return;
        if (!drag.moved) drag.move = handlers.start(drag.gesture);
        drag.moved = true;
        drag.move?.(dx, dy);
      },
      { signal },
    );
    const end = (event: PointerEvent) => {
      const { drag } = this;
      if (event.pointerId !== drag?.pointerId) return;
      this.drag = null;
      if (event.type === 'pointerup' && !drag.moved && drag.gesture.button === 0 && !drag.gesture.shift) {
        handlers.click?.(event);
      }
    };
    element.addEventListener('pointerup', end, { signal });
    element.addEventListener('pointercancel', end, { signal });
  }
}

/** Counts a wheel's notches: a mouse sends about 100 pixels for one, a touch pad many small parts of it. */
export function wheelNotches(): (event: WheelEvent) => number {
  const pixelsPerNotch = 60;
  let rest = 0;
  return ({ deltaY, deltaMode }) => {
    const pixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * 33;
    if (Math.sign(pixels) !== Math.sign(rest)) rest = 0;
    rest += pixels;
    // A notch of a mouse is one slice, however many pixels the system makes of it.
    if (Math.abs(pixels) >= pixelsPerNotch) {
      rest = 0;
      return Math.sign(pixels);
    }
    const notches = Math.trunc(rest / pixelsPerNotch);
    rest -= notches * pixelsPerNotch;
    return notches;
  };
}
