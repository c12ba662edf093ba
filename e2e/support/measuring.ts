import { expect, type Locator } from '@playwright/test';
import type { Volscope } from './volscope.ts';

type Ijk = readonly [number, number, number];

/** Where a voxel of the slice on show lies in the window, in CSS pixels; it may lie between voxels. */
export async function windowPoint({ page }: Volscope, plane: string, ijk: Ijk): Promise<[number, number]> {
  const pane = page.getByTestId(`pane-${plane}`);
  const box = await pane.boundingBox();
  const view = await pane.getAttribute('data-view');
  if (!box || !view) throw new Error(`The ${plane} pane shows nothing.`);
  const { x, y } = JSON.parse(view) as Record<'x' | 'y', readonly [number, number, number, number]>;
  const along = ([i, j, k, rest]: typeof x) => i * ijk[0] + j * ijk[1] + k * ijk[2] + rest;
  return [box.x + along(x), box.y + along(y)];
}

/** Drags from voxel to voxel of the slice on show. */
export async function dragVoxels(volscope: Volscope, plane: string, from: Ijk, to: Ijk): Promise<void> {
  const { mouse } = volscope.page;
  await mouse.move(...(await windowPoint(volscope, plane, from)));
  await mouse.down();
  await mouse.move(...(await windowPoint(volscope, plane, to)), { steps: 8 });
  await mouse.up();
}

/** The row of a measurement in the panel, by its name. */
export function measurementRow({ page }: Volscope, name: string): Locator {
  return page
    .getByTestId('measurement')
    .filter({ has: page.getByRole('button', { name: `Delete ${name}` }) });
}

/** The number with which what a measurement says begins. */
export async function measuredNumber(volscope: Volscope, name: string): Promise<number> {
  const text = await measurementRow(volscope, name).getByTestId('measurement-value').textContent();
  expect(text).toMatch(/-?\d/);
  return Number.parseFloat(text ?? '');
}
