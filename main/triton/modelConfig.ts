/** A tensor of a served model; -1 is a dimension that varies. */
export interface ServedTensor {
  readonly name: string;
  readonly type: 'INT16' | 'FP32' | 'INT64';
  readonly dims: readonly number[];
}

/** A tensor of zeros, or of what is in a file of the model's folder `warmup`. */
export interface WarmUpTensor {
  readonly dims: readonly number[];
  readonly file?: string;
}

/** What Triton has to know of a model (model_config.proto). */
export interface ServedModel {
  readonly name: string;
  readonly backend: 'onnxruntime' | 'python';
  /** 0: requests come without a batch axis. */
  readonly maxBatchSize: 0 | 1;
  readonly inputs: readonly ServedTensor[];
  readonly outputs: readonly ServedTensor[];
  /** Copies that run at once, on each GPU or on the CPU. */
  readonly instances: number;
  /** The request that each instance runs before it serves, by input. */
  readonly warmUp: Readonly<Record<string, WarmUpTensor>>;
  readonly parameters: Readonly<Record<string, string>>;
  /** onnxruntime's options on a GPU, by accelerator ("cuda", "tensorrt"); for its own backend alone. */
  readonly accelerators?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** config.pbtxt of a model, in protobuf's text format. */
export function modelConfigText(model: ServedModel): string {
  return [
    `name: ${quoted(model.name)}`,
    `backend: ${quoted(model.backend)}`,
    `max_batch_size: ${model.maxBatchSize}`,
    ...model.inputs.map((tensor) => `input [ ${tensorText(tensor)} ]`),
    ...model.outputs.map((tensor) => `output [ ${tensorText(tensor)} ]`),
    // Without a kind: on each GPU where there is one, else on the CPU.
    `instance_group [ { count: ${model.instances} } ]`,
    warmUpText(model),
    ...acceleratorsText(model.accelerators ?? {}),
    ...Object.entries(model.parameters).map(
      ([key, value]) => `parameters { key: ${quoted(key)} value { string_value: ${quoted(value)} } }`,
    ),
    '',
  ].join('\n');
}

function tensorText({ name, type, dims }: ServedTensor): string {
  return `{ name: ${quoted(name)} data_type: TYPE_${type} dims: [ ${dims.join(', ')} ] }`;
}

function warmUpText({ inputs, warmUp }: ServedModel): string {
  const samples = inputs.map(({ name, type }) => {
    const { dims, file } = warmUp[name];
    const data = file === undefined ? 'zero_data: true' : `input_data_file: ${quoted(file)}`;
    return `  inputs { key: ${quoted(name)} value { data_type: TYPE_${type} dims: [ ${dims.join(', ')} ] ${data} } }`;
  });
  return ['model_warmup [ {', '  name: "a scan of zeros"', '  batch_size: 1', ...samples, '} ]'].join('\n');
}

function acceleratorsText(accelerators: NonNullable<ServedModel['accelerators']>): string[] {
  const entries = Object.entries(accelerators).map(([name, options]) => {
    const lines = Object.entries(options).map(
      ([key, value]) => `    parameters { key: ${quoted(key)} value: ${quoted(value)} }`,
    );
    return [`  gpu_execution_accelerator {`, `    name: ${quoted(name)}`, ...lines, '  }'].join('\n');
  });
  return entries.length === 0 ? [] : ['optimization { execution_accelerators {', ...entries, '} }'];
}

/** JSON's escapes are a part of those of protobuf's text format. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
