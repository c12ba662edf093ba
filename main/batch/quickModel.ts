import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestSchema } from '../contract/manifest.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Installs the bundled network with a smaller grid as `quick` in an application-data folder, for tests and benchmarks.
 * @param side of the grid in voxels; 64: a tenth of a second a scan
 */
export function installQuickModel(home: string, side = 64): void {
  const source = join(root, 'models', 'spleen-monai-tutorial');
  const target = join(home, 'models', 'quick');
  mkdirSync(target, { recursive: true });
  cpSync(join(source, 'model.onnx'), join(target, 'model.onnx'));
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(source, 'manifest.json'), 'utf8')));
  const steps = manifest.recipe.steps.map((step) =>
    step.kind === 'resize' ? { ...step, shapeIjk: [side, side, side] as const } : step,
  );
  const quick = { ...manifest, id: 'quick', recipe: { ...manifest.recipe, steps } };
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(quick));
}
