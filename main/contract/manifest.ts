import { z } from 'zod';
import { recipeSchema } from './recipe.ts';

export const labelClassSchema = z.object({
  value: z.number().int().min(1).max(255),
  name: z.string(),
  /** #rrggbb */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type LabelClass = z.infer<typeof labelClassSchema>;

/** A model's id, which is also its folder's name. */
export const modelIdPattern = /^[a-z0-9][a-z0-9._-]*$/;

/** models/<id>/manifest.json */
export const manifestSchema = z.object({
  format: z.literal(1),
  id: z.string().regex(modelIdPattern),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  licence: z.string(),
  source: z.object({ url: z.string(), file: z.string(), sha256: z.string() }),
  /** The network alone, float32 [1, channels, k, j, i] in and logits [1, classes + 1, k, j, i] out. */
  network: z.object({ file: z.literal('model.onnx'), sha256: z.string() }),
  recipe: recipeSchema,
  classes: z.array(labelClassSchema).min(1),
});
export type Manifest = z.infer<typeof manifestSchema>;
