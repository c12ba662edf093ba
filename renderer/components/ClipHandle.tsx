import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { inMm } from '../display/quantities.ts';
import { project, type CameraPose } from '../geometry/cameraPose.ts';
import { faceMiddle, facePlaceMm, moveFace, type BoxFace, type RasBox } from '../geometry/clipBox.ts';
import type { PaneSize } from '../geometry/paneMap.ts';
import { withComponent } from '../geometry/vec3.ts';
import { useVolume } from '../stores/volume.ts';

interface ClipHandleProps {
  readonly face: BoxFace;
  readonly pose: CameraPose;
  readonly size: PaneSize;
  readonly box: RasBox;
  readonly bounds: RasBox;
}

const names = [
  { low: 'left', high: 'right' },
  { low: 'back', high: 'front' },
  { low: 'feet', high: 'head' },
] as const;

const stepMm = 5;

/** The handle of one face of the box: dragged along the face's axis as it is seen, or moved with the arrows. */
export function ClipHandle({ face, pose, size, box, bounds }: ClipHandleProps) {
  const { t } = useTranslation('volume');
  const grip = useRef<{ readonly x: number; readonly y: number; readonly mm: number } | null>(null);
  const place = facePlaceMm(box, face);
  const middle = faceMiddle(box, face);
  const at = project(pose, middle, size);
  const move = (mm: number) => useVolume.setState({ clipBox: moveFace(box, face, mm, bounds) });

  const drag = (event: PointerEvent) => {
    if (!grip.current) return;
    const { x, y, mm } = grip.current;
    const along = project(pose, withComponent(middle, face.axis, place + 1), size);
    const [dx, dy] = [along.x - at.x, along.y - at.y];
    const pixelsPerMm2 = dx * dx + dy * dy;
    // Seen end on the axis has no direction on the screen: then a drag upwards pushes the face away.
    if (pixelsPerMm2 < 0.01) move(mm + ((event.clientY - y) * size.height) / 400);
    else move(mm + ((event.clientX - x) * dx + (event.clientY - y) * dy) / pixelsPerMm2);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: stepMm,
      ArrowRight: stepMm,
      ArrowDown: -stepMm,
      ArrowLeft: -stepMm,
      PageUp: 4 * stepMm,
      PageDown: -4 * stepMm,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(place + step);
  };
  const name = names[face.axis][face.end];
  return (
    <div
      className="clip-handle"
      role="slider"
      tabIndex={0}
      aria-label={t('cutFrom', { side: t(name) })}
      aria-orientation={face.axis === 2 ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(place)}
      aria-valuemin={Math.round(bounds.lowRas[face.axis])}
      aria-valuemax={Math.round(bounds.highRas[face.axis])}
      aria-valuetext={inMm(place)}
      title={t('cutFromHint', { side: t(name) })}
      data-testid={`clip-${name}`}
      style={{ left: `${at.x}px`, top: `${at.y}px` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY, mm: place };
      }}
      onPointerMove={drag}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
      onKeyDown={press}
    />
  );
}
