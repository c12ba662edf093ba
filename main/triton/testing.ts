import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Vec3 } from '../contract/geometry.ts';
import { findModel, type InstalledModel } from '../models/index.ts';
import { exportTriton } from './exportRepository.ts';

const bundled = fileURLToPath(new URL('../../models', import.meta.url));

/** The model that comes with Volscope; with a shape the same network on a grid that is quick to run, under another id. */
export async function modelOfShape(shapeIjk?: Vec3, id = 'small'): Promise<InstalledModel> {
  const model = await findModel({ bundled, home: tmpdir() }, 'spleen-monai-tutorial');
  if (!shapeIjk) return model;
  const { recipe } = model.manifest;
  const steps = recipe.steps.map((step) => (step.kind === 'resize' ? { ...step, shapeIjk } : step));
  const small = { ...recipe, steps };
  return { ...model, manifest: { ...model.manifest, id, recipe: small } };
}

/** Exports for the python backend, which the server of the tests has. @returns the names of the served models */
export function exportForTests(
  model: InstalledModel,
  repository: string,
  { instances = 1, threads = 1, referenceName = 'spleen_seg' } = {},
): Promise<string[]> {
  return exportTriton(model, { repository, backend: 'python', instances, threads, referenceName });
}
