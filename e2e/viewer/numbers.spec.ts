import { expect, test } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { expectScan, sampleScan } from '../support/scans.ts';
import { expectMask, pressSegment } from '../support/segmenting.ts';
import type { Volscope } from '../support/volscope.ts';

async function ml({ page }: Volscope): Promise<number> {
  return Number.parseFloat((await page.getByTestId('volume-ml').first().textContent()) ?? '');
}

test('a mask is snapped to edges: seen first, given up or taken as one step', async ({ launch }) => {
  const volscope = await launch(sampleScan);
  const { page } = volscope;
  await expectScan(volscope, sampleScan);
  await pressSegment(volscope);
  await expectMask(volscope);
  const found = await ml(volscope);
  const change = page.getByTestId('snap-change');

  await page.getByTestId('snap').click();
  await expect(change).toHaveText(/^\d+\.\d mL more, \d+\.\d mL less/, { timeout: 20_000 });
  await keepScreen(volscope, 'snap-preview');
  await page.keyboard.press('Escape');
  await expect(change).toHaveCount(0);
  await expect(page.getByTestId('undo')).toBeDisabled();
  expect(await ml(volscope)).toBe(found);

  await page.getByTestId('snap').click();
  await page.getByTestId('snap-strength').fill('100');
  await expect(change).toHaveAttribute('data-busy', 'false', { timeout: 20_000 });
  await page.getByTestId('snap-take').click();
  await expect.poll(() => ml(volscope)).not.toBe(found);
  await page.getByTestId('undo').click();
  await expect.poll(() => ml(volscope)).toBe(found);
});
