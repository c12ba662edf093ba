import type { Locator } from '@playwright/test';
import { labelAt, type LabelMap } from './labelMap.ts';
import { pictureOf, type Picture } from './pixels.ts';
import type { Volscope } from './volscope.ts';

export type Plane = 'axial' | 'coronal' | 'sagittal';
type Row = readonly [number, number, number, number];
type Ijk = readonly [number, number, number];

export interface Agreement {
  /** Voxels of the slice on show that were looked at, inside the mask and outside of it. */
  readonly inside: number;
  readonly outside: number;
  /** Those whose pixel is not tinted though it should be, or is though it should not. */
  readonly wrong: number;
}

/** Pixels that the crosshair's line, and its smoothing, may tint. */
const crosshairReach = 3;

/**
 * Compares a plane on screen with a mask, voxel by voxel: a CT is grey, the mask's fill is not. What lies under the
 * outline, the crosshair or a control is left out.
 * @param borderVoxels left out on both sides of the mask's border, where the outline runs: none where voxels are large
 */
export async function compareOverlay(
  volscope: Volscope,
  plane: Plane,
  mask: LabelMap,
  borderVoxels = 2,
): Promise<Agreement> {
  const pane = volscope.page.getByTestId(`pane-${plane}`);
  const [picture, view] = [await pictureOf(volscope, pane), await viewOf(pane)];
  const [crosshairX, crosshairY] = toPane(view.rows, await crosshairOf(volscope));
  const covered = await coveredRects(pane);
  let [inside, outside, wrong] = [0, 0, 0];
  for (const ijk of sliceVoxels(mask.shapeIjk, view.axis, view.slice)) {
    const [x, y] = toPane(view.rows, ijk).map(Math.round);
    const isOnScreen = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
    const isNearCrosshair =
      Math.abs(x - crosshairX) <= crosshairReach || Math.abs(y - crosshairY) <= crosshairReach;
    const isCovered = covered.some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
    if (!isOnScreen || isNearCrosshair || isCovered) continue;
    const expected = labelAround(mask, ijk, view.axis, borderVoxels);
    if (expected === undefined) continue;
    if (expected) inside += 1;
    else outside += 1;
    if (isTinted(picture, x, y) !== expected) wrong += 1;
  }
  return { inside, outside, wrong };
}

/** The slice on show and the map from voxels to pixels, as the pane states them. */
export async function viewOf(
  pane: Locator,
): Promise<{ rows: { x: Row; y: Row }; slice: number; axis: number }> {
  const rows = JSON.parse((await pane.getAttribute('data-view')) ?? '') as { x: Row; y: Row };
  // The axis along which nothing moves on screen.
  const axis = [0, 1, 2].find((n) => Math.abs(rows.x[n]) + Math.abs(rows.y[n]) < 1e-6);
  if (axis === undefined) throw new Error('The pane shows an oblique plane.');
  return { rows, axis, slice: Number(await pane.getAttribute('data-slice')) };
}

/** Where letters, numbers and the slider lie over the picture, in the pane's pixels. */
export async function coveredRects(pane: Locator) {
  return pane.evaluate((element) => {
    const origin = element.getBoundingClientRect();
    const covers = [...element.children].filter((child) => !child.querySelector('canvas'));
    return covers.map((cover) => {
      const { left, right, top, bottom } = cover.getBoundingClientRect();
      return {
        left: left - origin.left,
        right: right - origin.left,
        top: top - origin.top,
        bottom: bottom - origin.top,
      };
    });
  });
}

/** The planes cross where their slices do. */
async function crosshairOf({ page }: Volscope): Promise<Ijk> {
  const ijk: [number, number, number] = [0, 0, 0];
  for (const plane of ['axial', 'coronal', 'sagittal']) {
    const { axis, slice } = await viewOf(page.getByTestId(`pane-${plane}`));
    ijk[axis] = slice;
  }
  return ijk;
}

export function toPane({ x, y }: { x: Row; y: Row }, [i, j, k]: Ijk): readonly [number, number] {
  const apply = (row: Row) => row[0] * i + row[1] * j + row[2] * k + row[3];
  return [apply(x), apply(y)];
}

function* sliceVoxels(shape: Ijk, axis: number, slice: number): Generator<Ijk> {
  const [u, v] = [0, 1, 2].filter((other) => other !== axis);
  for (let a = 0; a < shape[u]; a += 1) {
    for (let b = 0; b < shape[v]; b += 1) {
      const ijk: [number, number, number] = [slice, slice, slice];
      ijk[u] = a;
      ijk[v] = b;
      yield ijk;
    }
  }
}

/** Whether the mask holds a voxel and its neighbours in the slice; undefined where they differ. */
function labelAround(mask: LabelMap, ijk: Ijk, axis: number, borderVoxels: number): boolean | undefined {
  const [u, v] = [0, 1, 2].filter((other) => other !== axis);
  const label = labelAt(mask, ijk);
  for (let du = -borderVoxels; du <= borderVoxels; du += 1) {
    for (let dv = -borderVoxels; dv <= borderVoxels; dv += 1) {
      const other: [number, number, number] = [...ijk];
      other[u] += du;
      other[v] += dv;
      if (labelAt(mask, other) !== label) return undefined;
    }
  }
  return label > 0;
}

function isTinted(picture: Picture, x: number, y: number): boolean {
  const rgb = picture.at(x, y);
  return Math.max(...rgb) - Math.min(...rgb) > 8;
}
