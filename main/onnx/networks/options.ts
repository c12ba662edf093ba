import { z } from 'zod';
import { sentence, Sentence } from '../../contract/sentence.ts';

/** One number for each axis (i, j, k). */
export type Triple = readonly [number, number, number];

/** How values are normalised in inference; `batch` means by the statistics of the training. */
export type NormDef =
  | { readonly kind: 'batch'; readonly affine: boolean; readonly epsilon: number }
  | { readonly kind: 'instance'; readonly affine: boolean; readonly epsilon: number }
  | { readonly kind: 'group'; readonly groups: number; readonly affine: boolean; readonly epsilon: number };

export type ActivationDef =
  | { readonly kind: 'prelu' }
  | { readonly kind: 'relu' }
  | { readonly kind: 'leakyrelu'; readonly slope: number };

const size = z.number().int().min(1).max(64);

/** Numbers of channels; the bound keeps a hostile file from asking for terabytes. */
export const channelsSchema = z.number().int().min(1).max(65_536);

/** A number for all three axes, or one for each. */
export const tripleSchema = z.union([size, z.tuple([size, size, size])]).transform(toTriple);

export const tripleList = z.array(tripleSchema).min(1);

/** MONAI's form of a layer: its name, or [name, arguments]. */
const layerSchema = z.union([
  z.string().transform((name) => [name, {}] as const),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
]);

/** A sentence as what zod has against a value. */
const refusal = (why: Sentence) => ({ code: 'custom' as const, message: String(why), params: { why } });

/** The sentence that zod's issue was made of, if it was. */
export function refusalOf(issue: z.core.$ZodIssue): Sentence | undefined {
  const why: unknown = issue.code === 'custom' ? issue.params?.['why'] : undefined;
  return why instanceof Sentence ? why : undefined;
}

/** null stands for no norm at all. */
export const normSchema = layerSchema.nullable().transform((layer, context): NormDef | null => {
  if (layer === null || layer[0] === '') return null;
  const norm = normOf(layer[0].toLowerCase(), layer[1]);
  if (norm) return norm;
  context.addIssue(
    refusal(sentence`supported are batch, instance and group with the arguments affine, eps and num_groups`),
  );
  return z.NEVER;
});

/** null stands for no activation at all. */
export const activationSchema = layerSchema.nullable().transform((layer, context): ActivationDef | null => {
  if (layer === null) return null;
  const activation = activationOf(layer[0].toLowerCase(), layer[1]);
  if (activation) return activation;
  context.addIssue(refusal(sentence`supported are prelu, relu and leakyrelu (negative_slope)`));
  return z.NEVER;
});

const affineArguments = {
  affine: z.boolean().optional(),
  eps: z.number().positive().default(1e-5),
  momentum: z.unknown().optional(),
  num_features: z.unknown().optional(),
};
const trackedArguments = z.strictObject({ ...affineArguments, track_running_stats: z.boolean().optional() });
const groupArguments = z.strictObject({
  affine: z.boolean().optional(),
  eps: z.number().positive().default(1e-5),
  num_groups: z.number().int().min(1),
  num_channels: z.unknown().optional(),
});

function normOf(name: string, given: Record<string, unknown>): NormDef | undefined {
  if (name === 'group') {
    const { data } = groupArguments.safeParse(given);
    return data && { kind: 'group', groups: data.num_groups, affine: data.affine ?? true, epsilon: data.eps };
  }
  const { data } = trackedArguments.safeParse(given);
  if (!data) return undefined;
  switch (name) {
    case 'batch':
    case 'syncbatch':
      // Without running statistics it would use those of whatever else is in the batch.
      if (data.track_running_stats === false) return undefined;
      return { kind: 'batch', affine: data.affine ?? true, epsilon: data.eps };
    case 'instance':
    case 'instance_nvfuser':
      // An instance norm that tracked statistics uses them in inference, which is what batch norm does.
      return {
        kind: data.track_running_stats ? 'batch' : 'instance',
        affine: data.affine ?? false,
        epsilon: data.eps,
      };
    default:
      return undefined;
  }
}

function activationOf(name: string, given: Record<string, unknown>): ActivationDef | undefined {
  const { inplace: _, ...args } = given;
  switch (name) {
    case 'prelu': {
      // Its slopes are in the checkpoint.
      const { num_parameters: __, init: ___, ...rest } = args;
      return Object.keys(rest).length === 0 ? { kind: 'prelu' } : undefined;
    }
    case 'relu':
      return Object.keys(args).length === 0 ? { kind: 'relu' } : undefined;
    case 'leakyrelu': {
      const { data } = z.strictObject({ negative_slope: z.number().default(0.01) }).safeParse(args);
      return data && { kind: 'leakyrelu', slope: data.negative_slope };
    }
    default:
      return undefined;
  }
}

function toTriple(value: number | readonly [number, number, number]): Triple {
  return typeof value === 'number' ? [value, value, value] : value;
}
