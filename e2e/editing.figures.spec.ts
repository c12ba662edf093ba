import { drawings } from './support/drawing.ts';
import { percentile, spreadOf, writeFigures } from './support/figures.ts';
import { expect, test } from './support/fixtures.ts';
import { launchOnLargeScan } from './support/largeScan.ts';
import { paintStroke } from './support/painting.ts';
import { expectSettled } from './support/segmenting.ts';
import { watchStrokeEnd, type AfterStroke } from './support/strokeEnd.ts';
import { processorMs, type Drawing, type Volscope } from './support/volscope.ts';
import { nextFrame, watchScriptMs, watchTaskMs, workOfKeys } from './support/work.ts';

/** A software renderer takes seconds after each of them. */
const strokesOf: Readonly<Record<Drawing, number>> = { none: 8, software: 3 };

interface StrokeFigures {
  /** What each point costs the page in JavaScript, frame included. */
  readonly pointMs: readonly number[];
  readonly after: AfterStroke;
  /** Processor time till the surface is in the picture: what a busy machine changes little. */
  readonly engineMs: number;
  readonly pageMs: number;
}

/** Draws with the mouse on the axial slice; stroke `nth` begins elsewhere than the others. */
async function drawStroke(volscope: Volscope, points: number, nth: number): Promise<StrokeFigures> {
  const { page } = volscope;
  const box = await page.getByTestId('pane-axial').boundingBox();
  if (!box) throw new Error('The axial pane is not shown.');
  const at = (n: number) =>
    [
      box.x + box.width * (0.57 + 0.01 * nth + 0.12 * Math.sin(n / 20)),
      box.y + box.height * (0.5 + 0.12 * Math.sin(n / 13)),
    ] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  await nextFrame(page);
  const spent = await watchScriptMs(page);
  const pointMs: number[] = [];
  for (let n = 1; n <= points; n += 1) {
    await page.mouse.move(...at(n));
    await nextFrame(page);
    pointMs.push(await spent());
  }
  const strokeEnd = await watchStrokeEnd(page);
  const engineBefore = await processorMs(volscope, 'volscope-engine');
  const pageSpent = await watchTaskMs(page);
  await page.mouse.up();
  const after = await strokeEnd();
  const pageMs = await pageSpent();
  const engineMs = (await processorMs(volscope, 'volscope-engine')) - engineBefore;
  await expectSettled(volscope);
  return { pointMs, after, engineMs, pageMs };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function spreadAfter(all: readonly StrokeFigures[]): Record<string, unknown> {
  const of = (part: (after: AfterStroke) => number) => spreadOf(all.map(({ after }) => part(after)));
  return {
    numbersHeldMs: of(({ numbers }) => numbers.heldMs),
    surfaceHeldMs: of(({ surface }) => surface.heldMs),
    surfaceShownMs: of(({ surface }) => surface.shownMs),
    engineProcessorMs: mean(all.map(({ engineMs }) => engineMs)),
    pageProcessorMs: mean(all.map(({ pageMs }) => pageMs)),
  };
}

const redoKey = { key: 'z', ctrlKey: true, shiftKey: true };
const undoKey = { key: 'z', ctrlKey: true };

for (const drawing of Object.keys(drawings) as Drawing[]) {
  const how = drawings[drawing];
  const strokes = strokesOf[drawing];
  test.describe(how, () => {
    test.use({ drawing });

    test(`painting on the mask of the 29 MB scan, ${how}: work a point, numbers and surface after it, undo of every step`, async ({
      launchOn,
    }) => {
      test.setTimeout(600_000);
      const volscope = await launchOnLargeScan(launchOn, drawing);
      const { page } = volscope;
      const figures: Record<string, unknown> = {};

      await page.keyboard.press('b');
      for (const tip of ['disc', 'ball']) {
        if (tip === 'ball') await page.getByTestId('brush-sphere').check();
        const all: StrokeFigures[] = [];
        for (let nth = 0; nth < strokes; nth += 1)
          all.push(await drawStroke(volscope, nth === 0 ? 200 : 40, nth));
        const works = all[0].pointMs;
        figures[`stroke of 200 points, ${tip}: ms of script a point`] = spreadOf(works);
        figures[`after ${strokes} strokes, ${tip}`] = spreadAfter(all);
        // Work in the wrong place, not a busy machine: a copy of the map a point, say.
        expect(percentile(works, 0.5)).toBeLessThan(50);
      }

      // As many voxels as there can be: all of them, through every slice.
      await page.keyboard.press('l');
      await page.getByTestId('lasso-through').check();
      await paintStroke(volscope, 'axial', [
        [0.02, 0.02],
        [0.98, 0.02],
        [0.98, 0.98],
        [0.02, 0.98],
      ]);
      const undoButton = page.getByTestId('undo');
      await expect(undoButton).toHaveAttribute('aria-label', 'Undo Fill outline');
      await expectSettled(volscope);
      const undoMs: number[] = [];
      const redoMs: number[] = [];
      for (let n = 0; n < 3; n += 1) {
        if (n > 0) redoMs.push(...(await workOfKeys(page, redoKey, 1)));
        // The surfaces that follow are drawn in frames of their own.
        await expectSettled(volscope);
        undoMs.push(...(await workOfKeys(page, undoKey, 1)));
        await expectSettled(volscope);
      }
      figures['undo, redo of all voxels: ms with its frame'] = { undoMs, redoMs };
      expect(Math.min(...undoMs)).toBeLessThan(500);

      const strokeMs: number[] = [];
      while (await undoButton.isEnabled()) {
        strokeMs.push(...(await workOfKeys(page, undoKey, 1)));
        await expectSettled(volscope);
      }
      figures['undo of the strokes: ms with its frame'] = spreadOf(strokeMs);
      expect(strokeMs).toHaveLength(2 * strokes);
      await writeFigures(`editing, ${how}`, figures);
    });
  });
}
