import { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';
import {
  activationSchema,
  channelsSchema,
  normSchema,
  refusalOf,
  tripleList,
  tripleSchema,
} from './options.ts';

/** Options that every network has; `spatial_dims` was once called `dimensions`. */
const common = {
  spatial_dims: z.literal(3).optional(),
  dimensions: z.literal(3).optional(),
  in_channels: channelsSchema,
  out_channels: channelsSchema,
};

/** Dropout does nothing in inference, whatever its value. */
const ignored = z.unknown().optional();

const unetSchema = z.strictObject({
  ...common,
  channels: z.array(channelsSchema).min(2),
  strides: tripleList,
  kernel_size: tripleSchema.default([3, 3, 3]),
  up_kernel_size: tripleSchema.default([3, 3, 3]),
  num_res_units: z.number().int().min(0).default(0),
  act: activationSchema.default({ kind: 'prelu' }),
  norm: normSchema.default({ kind: 'instance', affine: false, epsilon: 1e-5 }),
  dropout: ignored,
  bias: z.boolean().default(true),
  adn_ordering: z
    .string()
    .regex(/^[NDAnda]*$/)
    .default('NDA'),
});

const basicUnetSchema = z.strictObject({
  ...common,
  in_channels: channelsSchema.default(1),
  out_channels: channelsSchema.default(2),
  features: z.array(channelsSchema).length(6).default([32, 32, 64, 128, 256, 32]),
  act: activationSchema.default({ kind: 'leakyrelu', slope: 0.1 }),
  norm: normSchema.default({ kind: 'instance', affine: true, epsilon: 1e-5 }),
  bias: z.boolean().default(true),
  dropout: ignored,
  upsample: z.enum(['deconv', 'nontrainable']).default('deconv'),
});

const segResNetSchema = z.strictObject({
  ...common,
  in_channels: channelsSchema.default(1),
  out_channels: channelsSchema.default(2),
  init_filters: channelsSchema.default(8),
  dropout_prob: ignored,
  act: activationSchema.default({ kind: 'relu' }),
  norm: normSchema.default({ kind: 'group', groups: 8, affine: true, epsilon: 1e-5 }),
  // The form that MONAI had before `norm`; both are group norm.
  norm_name: z.enum(['', 'group', 'GROUP']).default(''),
  num_groups: z.number().int().min(1).default(8),
  use_conv_final: z.boolean().default(true),
  blocks_down: z.array(z.number().int().min(0)).min(1).default([1, 2, 2, 4]),
  blocks_up: z.array(z.number().int().min(0)).default([1, 1, 1]),
  upsample_mode: z.enum(['deconv', 'nontrainable']).default('nontrainable'),
});

const dynUnetSchema = z.strictObject({
  ...common,
  kernel_size: tripleList.min(3),
  strides: tripleList.min(3),
  upsample_kernel_size: tripleList.min(2),
  filters: z.array(channelsSchema).nullish(),
  dropout: ignored,
  norm_name: normSchema.default({ kind: 'instance', affine: true, epsilon: 1e-5 }),
  act_name: activationSchema.default({ kind: 'leakyrelu', slope: 0.01 }),
  deep_supervision: z.boolean().default(false),
  deep_supr_num: z.number().int().min(1).default(1),
  res_block: z.boolean().default(false),
  trans_bias: z.boolean().default(false),
});

const schemas = {
  UNet: unetSchema,
  BasicUNet: basicUnetSchema,
  SegResNet: segResNetSchema,
  DynUNet: dynUnetSchema,
} as const;

export type UNetDef = z.infer<typeof unetSchema> & { readonly network: 'UNet' };
export type BasicUNetDef = z.infer<typeof basicUnetSchema> & { readonly network: 'BasicUNet' };
export type SegResNetDef = z.infer<typeof segResNetSchema> & { readonly network: 'SegResNet' };
export type DynUNetDef = z.infer<typeof dynUnetSchema> & { readonly network: 'DynUNet' };

/** A network of MONAI by its class and options, names and axis order (i, j, k) as MONAI has them. */
export type NetworkDef = UNetDef | BasicUNetDef | SegResNetDef | DynUNetDef;

export type NetworkName = NetworkDef['network'];

/** The classes of `monai.networks.nets` that can be built. */
export const networkNames = Object.keys(schemas) as NetworkName[];

/**
 * Checks the `network_def` of a MONAI bundle: `_target_` names the class ("UNet", "monai.networks.nets.UNet"), the other
 * keys are its constructor's arguments; those left out have MONAI's defaults.
 * @throws VolscopeError('model') that names the class or option that is not supported, and what is.
 */
export function parseNetworkDef(def: unknown): NetworkDef {
  const parsed = z.looseObject({ _target_: z.string() }).safeParse(def);
  if (!parsed.success) {
    throw new VolscopeError('model', sentence`The bundle's network has no "_target_" that names its class.`);
  }
  const network = networkName(parsed.data._target_);
  // "_desc_", "_disabled_" and the like speak to MONAI's parser, not to the network.
  const options = Object.fromEntries(Object.entries(parsed.data).filter(([key]) => !/^_.*_$/.test(key)));
  const checked = schemas[network].safeParse(options);
  if (!checked.success) throw optionError(network, options, checked.error);
  const result = { ...checked.data, network } as NetworkDef;
  checkLengths(result);
  return result;
}

function networkName(target: string): NetworkName {
  const [, name] = /^(?:monai\.networks\.nets\.(?:\w+\.)?)?(\w+)$/.exec(target) ?? [];
  const network = networkNames.find((known) => known.toLowerCase() === name?.toLowerCase());
  if (network) return network;
  throw new VolscopeError(
    'model',
    sentence`The network "${target}" is not supported; supported are MONAI's ${networkNames.join(', ')}.`,
  );
}

function optionError(network: NetworkName, options: object, error: z.ZodError): VolscopeError {
  const [issue] = error.issues;
  if (issue.code === 'unrecognized_keys') {
    const supported = Object.keys(schemas[network].shape).filter((key) => key !== 'dimensions');
    return new VolscopeError(
      'model',
      sentence`The option "${issue.keys[0]}" of ${network} is not supported; supported are ${supported.join(', ')}.`,
    );
  }
  const name = String(issue.path[0]);
  const value: unknown = Reflect.get(options, name);
  if (value === undefined) {
    return new VolscopeError(
      'model',
      sentence`The option "${name}" of ${network} is missing; MONAI requires it.`,
    );
  }
  const what = refusalOf(issue) ?? sentence`the value is of another kind than MONAI takes`;
  return new VolscopeError(
    'model',
    sentence`The option "${name}" of ${network} can't be ${JSON.stringify(value)}: ${what}.`,
  );
}

/** Lists that must fit each other, as MONAI's constructors check them. */
function checkLengths(def: NetworkDef): void {
  const refuse = (what: Sentence): never => {
    throw new VolscopeError('model', sentence`The options of ${def.network} don't fit each other: ${what}.`);
  };
  if (def.network === 'UNet' && def.strides.length < def.channels.length - 1) {
    refuse(sentence`"strides" must have one entry fewer than "channels"`);
  }
  if (def.network === 'SegResNet' && def.blocks_up.length !== def.blocks_down.length - 1) {
    refuse(sentence`"blocks_up" must have one entry fewer than "blocks_down"`);
  }
  if (def.network === 'DynUNet') {
    const { kernel_size, strides, upsample_kernel_size, filters } = def;
    if (kernel_size.length !== strides.length) refuse(sentence`"kernel_size" and "strides" differ in length`);
    if (upsample_kernel_size.length !== strides.length - 1) {
      refuse(sentence`"upsample_kernel_size" must have one entry fewer than "strides"`);
    }
    if (filters && filters.length < strides.length) refuse(sentence`"filters" is shorter than "strides"`);
  }
}
