import { useEffect, useRef } from 'react';
import type { Thumbnail } from '../../../main/contract/worklist.ts';

/** A grey picture on a canvas of its size. What it shows is named beside it. */
export function ThumbnailView({ thumbnail: { width, height, grey } }: { thumbnail: Thumbnail }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < grey.length; pixel++) {
      image.data.fill(grey[pixel], 4 * pixel, 4 * pixel + 3);
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [width, height, grey]);
  return <canvas ref={canvas} width={width} height={height} aria-hidden />;
}
