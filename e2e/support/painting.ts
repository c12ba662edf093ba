import type { Volscope } from './volscope.ts';

/** A stroke of the left button through places of a pane, given in fractions of its width and height. */
export async function paintStroke(
  { page }: Volscope,
  pane: string,
  points: readonly (readonly [number, number])[],
): Promise<void> {
  const box = await page.getByTestId(`pane-${pane}`).boundingBox();
  if (!box) throw new Error(`The ${pane} pane is not shown.`);
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...others] = points;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...at(point), { steps: 10 });
  await page.mouse.up();
}
