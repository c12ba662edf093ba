/**
 * The panes as one PNG: the WebGL canvas, what is drawn over it, and the letters, at the resolution of the screen.
 *
 * @returns null while no panes are shown
 */
export async function takeScreenshot(): Promise<Uint8Array<ArrayBuffer> | null> {
  const stage = document.querySelector<HTMLElement>('[data-stage]');
  const canvas = stage?.querySelector<HTMLCanvasElement>('canvas[data-layer="scene"]');
  if (!stage || !canvas) return null;
  const ratio = window.devicePixelRatio;
  const origin = stage.getBoundingClientRect();
  const picture = new OffscreenCanvas(canvas.width, canvas.height);
  const context = picture.getContext('2d');
  if (!context) return null;
  context.fillStyle = 'black';
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  context.scale(ratio, ratio);
  for (const layer of stage.querySelectorAll<HTMLCanvasElement>('canvas[data-layer="overlay"]')) {
    const place = layer.getBoundingClientRect();
    if (place.width > 0) {
      context.drawImage(layer, place.left - origin.left, place.top - origin.top, place.width, place.height);
    }
  }
  for (const text of stage.querySelectorAll<HTMLElement>('[data-picture-text]'))
    drawText(context, text, origin);
  const blob = await picture.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function drawText(context: OffscreenCanvasRenderingContext2D, element: HTMLElement, origin: DOMRect): void {
  const place = element.getBoundingClientRect();
  if (place.width === 0) return;
  const style = getComputedStyle(element);
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  context.fillText(element.textContent, place.left - origin.left, place.top - origin.top + place.height / 2);
}
