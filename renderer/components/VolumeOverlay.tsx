import { useEffect, useRef, useState, type RefObject } from 'react';
import { drawVolumeOverlay } from '../overlay/drawVolumeOverlay.ts';
import { useScan } from '../stores/scan.ts';
import { useVolume } from '../stores/volume.ts';
import { ClipHandle } from './ClipHandle.tsx';
import { boundsOf, boxFaces } from '../geometry/clipBox.ts';

/** What lies over the 3D picture: the patient's axes, and the box that cuts it with the handles of its faces. */
export function VolumeOverlay() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  // Not the scan itself: React keeps what a component saw last, and with it a closed scan's voxels.
  const grid = useScan(({ scan }) => scan?.info.grid);
  const pose = useVolume((state) => state.pose);
  const clipBox = useVolume((state) => state.clipBox);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || size.width === 0) return;
    const ratio = window.devicePixelRatio;
    context.canvas.width = Math.round(size.width * ratio);
    context.canvas.height = Math.round(size.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (grid && pose) drawVolumeOverlay(context, { pose, size, clipBox });
  }, [grid, pose, clipBox, size]);
  return (
    <>
      <canvas ref={canvas} className="volume-overlay" data-layer="overlay" />
      {grid &&
        pose &&
        clipBox &&
        boxFaces.map((face) => (
          <ClipHandle
            key={`${face.axis}${face.end}`}
            {...{ face, pose, size, box: clipBox, bounds: boundsOf(grid) }}
          />
        ))}
    </>
  );
}

function useSize(element: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
