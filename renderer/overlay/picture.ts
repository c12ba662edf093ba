import { currentScene } from '../scene/currentScene.ts';
import type { Scene } from '../scene/scene.ts';
import { stagePanes, type PaneName } from '../stores/layout.ts';
import { useVolume } from '../stores/volume.ts';
import { drawOverSlice } from './drawOverlay.ts';
import { drawHaloText } from './haloText.ts';
import { drawVolumeOverlay } from './drawVolumeOverlay.ts';

export interface PictureWish {
  readonly of: PaneName | 'layout';
  /** How many times finer than the screen; everything is drawn anew for it. */
  readonly scale: number;
}

/**
 * A pane, or all of them, as PNG: slices and 3D view, what is drawn over them, and their letters.
 *
 * @returns null where that pane is not shown
 */
export async function takePicture({ of, scale }: PictureWish): Promise<Uint8Array<ArrayBuffer> | null> {
  const scene = currentScene();
  const stage = document.querySelector<HTMLElement>('[data-stage]');
  if (!scene || !stage) return null;
  const ratio = window.devicePixelRatio * scale;
  const picture = await scene.picture(scale, (canvas) => {
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    context?.drawImage(canvas, 0, 0);
    return context;
  });
  if (!picture) return null;
  picture.scale(ratio, ratio);
  drawOverlays(picture, scene);
  drawTexts(picture, stage);
  const rect =
    of === 'layout'
      ? { left: 0, top: 0, width: stage.clientWidth, height: stage.clientHeight }
      : scene.rect(of);
  return rect ? toPng(cut(picture.canvas, rect, ratio)) : null;
}

function drawOverlays(context: OffscreenCanvasRenderingContext2D, scene: Scene): void {
  for (const name of stagePanes) {
    const rect = scene.rect(name);
    if (!rect) continue;
    context.save();
    context.beginPath();
    context.rect(rect.left, rect.top, rect.width, rect.height);
    context.clip();
    context.translate(rect.left, rect.top);
    const { pose, clipBox } = useVolume.getState();
    const content = name === '3d' ? null : scene.overlayOf(name);
    if (content) drawOverSlice(context, content);
    else if (name === '3d' && pose) drawVolumeOverlay(context, { pose, size: rect, clipBox });
    context.restore();
  }
}

/** Letters and titles, where they are on the page and as they look there. */
function drawTexts(context: OffscreenCanvasRenderingContext2D, stage: HTMLElement): void {
  const origin = stage.getBoundingClientRect();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const element of stage.querySelectorAll<HTMLElement>('[data-picture-text]')) {
    const place = element.getBoundingClientRect();
    if (place.width === 0) continue;
    const [x, y] = [place.left - origin.left, place.top - origin.top + place.height / 2];
    const style = getComputedStyle(element);
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    drawHaloText(context, element.textContent, x, y, style.color);
  }
}

function cut(
  whole: OffscreenCanvas,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  ratio: number,
): OffscreenCanvas {
  const [x, y] = [Math.round(left * ratio), Math.round(top * ratio)];
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (x === 0 && y === 0 && w === whole.width && h === whole.height) return whole;
  const part = new OffscreenCanvas(w, h);
  part.getContext('2d')?.drawImage(whole, -x, -y);
  return part;
}

/** The bytes of a PNG file. */
export async function toPng(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
