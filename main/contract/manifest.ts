import { z } from 'zod';
import { vec3Schema } from './geometry.ts';

/** How a scan becomes a network's input and its output a mask: data, honoured by main/pipeline. */
export const recipeSchema = z.object({
  /** The orientation that the network was trained on. */
  orientation: z.literal('RAS'),
  /** Linear map of HU from [from, to] to [0, 1], clipped. */
  intensity: z.object({ fromHu: z.number(), toHu: z.number() }),
  /** `foreground`: the smallest box that holds every voxel above `intensity.fromHu`. */
  crop: z.enum(['foreground', 'none']),
  resample: z.object({ kind: z.literal('size'), shapeIjk: vec3Schema, mode: z.literal('area') }),
  inferer: z.object({ kind: z.literal('whole') }),
  /** A voxel belongs to the class where logit[1] - logit[0] is above this. */
  threshold: z.number(),
  keepLargest: z.boolean(),
  /** Snaps the mask on the scan's grid to the image's edges: 0 not at all, 1 the whole way. The exact recipes leave it out. */
  refine: z.number().min(0).max(1).optional(),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const labelClassSchema = z.object({
  value: z.number().int().min(1).max(255),
  name: z.string(),
  /** #rrggbb */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type LabelClass = z.infer<typeof labelClassSchema>;

/** models/<id>/manifest.json */
export const manifestSchema = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
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
