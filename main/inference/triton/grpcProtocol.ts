import type { Client, Metadata, ServiceError } from '@grpc/grpc-js';
import type { MethodDefinition, ServiceDefinition } from '@grpc/proto-loader';
import { z } from 'zod';
import { allocateFresh } from './answerMemory.ts';
import type { Endpoint, ServerAccess } from './endpoint.ts';
import { failureOfConnection, failureOfGrpcCode } from './failure.ts';
import { grpcMessages } from './grpcMessages.ts';
import {
  INFER_TIMEOUT_MS,
  QUESTION_TIMEOUT_MS,
  signalOf,
  type CallOptions,
  type InferOptions,
  type InferOutput,
  type InferRequest,
  type ModelConfig,
  type ModelMetadata,
  type Protocol,
  type RegionSlice,
  type RepositoryModel,
  type ServerMetadata,
} from './protocol.ts';
import {
  countInstances,
  instanceGroupSchema,
  metadataSchema,
  modelSchema,
  tensorSchema,
} from './protocolSchemas.ts';

const readySchema = z.object({ ready: z.boolean() });
const configSchema = z.object({
  config: z
    .object({
      parameters: z.record(z.string(), z.object({ stringValue: z.string() })),
      instanceGroup: z.array(instanceGroupSchema),
    })
    .nullable(),
});
const indexSchema = z.object({
  models: z.array(z.object({ name: z.string(), state: z.string(), reason: z.string() })),
});
const regionsSchema = z.object({ regions: z.record(z.string(), z.unknown()) });
const inferSchema = z.object({
  outputs: z.array(
    tensorSchema.extend({ parameters: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  ),
  rawOutputContents: z.array(z.instanceof(Uint8Array)),
});

type Method = keyof (typeof grpcMessages)['nested']['inference']['nested']['GRPCInferenceService']['methods'];

/** As much as fits under way: with HTTP/2's own 64 KB each window of a tensor waits for the server's word. */
const FLOW_WINDOW_BYTES = 2 ** 24;

interface Connection {
  readonly client: Client;
  readonly service: ServiceDefinition;
  readonly metadata: Metadata;
}

/** KServe v2 over gRPC, tensors as raw contents. The library is loaded when it is first needed. */
export class GrpcProtocol implements Protocol {
  private readonly endpoint: Endpoint;
  private readonly access: ServerAccess;
  private connection: Promise<Connection> | undefined;

  constructor(endpoint: Endpoint, access: ServerAccess) {
    this.endpoint = endpoint;
    this.access = access;
  }

  async serverMetadata(options?: CallOptions): Promise<ServerMetadata> {
    return metadataSchema.parse(await this.ask('ServerMetadata', {}, options));
  }

  async isReady(options?: CallOptions): Promise<boolean> {
    return readySchema.parse(await this.ask('ServerReady', {}, options)).ready;
  }

  async models(options?: CallOptions): Promise<RepositoryModel[]> {
    return indexSchema.parse(await this.ask('RepositoryIndex', {}, options)).models;
  }

  async isModelReady(model: string, options?: CallOptions): Promise<boolean> {
    return readySchema.parse(await this.ask('ModelReady', { name: model }, options)).ready;
  }

  async modelMetadata(model: string, options?: CallOptions): Promise<ModelMetadata> {
    return modelSchema.parse(await this.ask('ModelMetadata', { name: model }, options));
  }

  async modelConfig(model: string, options?: CallOptions): Promise<ModelConfig> {
    const { config } = configSchema.parse(await this.ask('ModelConfig', { name: model }, options));
    const parameters = Object.entries(config?.parameters ?? {});
    return {
      parameters: Object.fromEntries(parameters.map(([key, value]) => [key, value.stringValue])),
      instances: countInstances(config?.instanceGroup ?? []),
    };
  }

  async infer(
    { model, version, inputs, outputs }: InferRequest,
    options?: InferOptions,
  ): Promise<InferOutput[]> {
    const request = {
      modelName: model,
      modelVersion: version ?? '',
      inputs: inputs.map(({ name, datatype, shape, data }) => ({
        ...{ name, datatype, shape },
        parameters: data instanceof Uint8Array ? {} : inRegion(data),
      })),
      outputs: outputs.map(({ name, into }) => ({ name, parameters: into ? inRegion(into) : {} })),
      rawInputContents: inputs.flatMap(({ data }) => (data instanceof Uint8Array ? [data] : [])),
    };
    const reply = await this.ask('ModelInfer', request, options, INFER_TIMEOUT_MS);
    const { outputs: tensors, rawOutputContents } = inferSchema.parse(reply);
    // Outputs in a region have no contents, or empty ones where others are in the answer.
    const isInline = tensors.map(({ parameters }) => !('shared_memory_region' in parameters));
    const inlineCount = isInline.filter(Boolean).length;
    let next = 0;
    return tensors.map(({ name, datatype, shape }, n) => {
      if (!isInline[n]) return { name, datatype, shape };
      const contents = rawOutputContents[rawOutputContents.length === inlineCount ? next++ : n];
      return { name, datatype, shape, data: contents && aligned(contents, options?.allocate) };
    });
  }

  async registerRegion(name: string, key: string, byteSize: number, options?: CallOptions): Promise<void> {
    await this.ask('SystemSharedMemoryRegister', { name, key, offset: 0, byteSize }, options);
  }

  async unregisterRegion(name: string, options?: CallOptions): Promise<void> {
    // Without a name every client's regions would go.
    await this.ask('SystemSharedMemoryUnregister', { name }, options);
  }

  async regions(options?: CallOptions): Promise<string[]> {
    return Object.keys(regionsSchema.parse(await this.ask('SystemSharedMemoryStatus', {}, options)).regions);
  }

  close(): void {
    void this.connection?.then(({ client }) => client.close());
    this.connection = undefined;
  }

  private async ask(
    method: Method,
    request: object,
    options?: CallOptions,
    timeoutMs = QUESTION_TIMEOUT_MS,
  ): Promise<unknown> {
    const { client, service, metadata } = await (this.connection ??= connect(this.endpoint, this.access));
    const definition = service[method] as MethodDefinition<object, object>;
    const signal = signalOf(options, timeoutMs);
    if (signal.aborted) throw failureOfConnection(signal.reason);
    return new Promise((resolve, reject) => {
      const call = client.makeUnaryRequest(
        definition.path,
        definition.requestSerialize,
        definition.responseDeserialize,
        request,
        metadata,
        (error: ServiceError | null, reply?: object) => {
          signal.removeEventListener('abort', cancel);
          if (!error) resolve(reply);
          else if (signal.aborted) reject(failureOfConnection(signal.reason));
          else reject(failureOfGrpcCode(error.code, error.details, error));
        },
      );
      const cancel = () => call.cancel();
      signal.addEventListener('abort', cancel);
    });
  }
}

async function connect(endpoint: Endpoint, { token, ca }: ServerAccess): Promise<Connection> {
  const [grpc, loader] = await Promise.all([import('@grpc/grpc-js'), import('@grpc/proto-loader')]);
  const { host, port, secure } = endpoint;
  const credentials = secure
    ? grpc.credentials.createSsl(ca ? Buffer.from(ca) : null)
    : grpc.credentials.createInsecure();
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const client = new grpc.Client(address, credentials, {
    // -1: as large as they are; the library's own limit for answers is 4 MB.
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc-node.flow_control_window': FLOW_WINDOW_BYTES,
    // Voxels go where the user said, by no detour that some variable names.
    'grpc.enable_http_proxy': 0,
    // The runner asks again by itself, and knows when that is safe.
    'grpc.enable_retries': 0,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 1000,
    'grpc.use_local_subchannel_pool': 1,
  });
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  // Its type wants of every part what only some have.
  const messages = grpcMessages as unknown as Parameters<typeof loader.fromJSON>[0];
  const definition = loader.fromJSON(messages, {
    keepCase: true,
    longs: Number,
    defaults: true,
    oneofs: true,
  });
  const service = definition['inference.GRPCInferenceService'] as ServiceDefinition;
  return { client, service, metadata };
}

/** Parameters as InferParameter has them. */
function inRegion({ region, offset, byteSize }: RegionSlice): object {
  return {
    shared_memory_region: { stringParam: region },
    shared_memory_offset: { int64Param: offset },
    shared_memory_byte_size: { int64Param: byteSize },
  };
}

/** A part of the message, at any offset in it, as memory of its own that numbers can be read from. */
function aligned(contents: Uint8Array, allocate = allocateFresh): Uint8Array<ArrayBuffer> {
  const data = allocate(contents.byteLength);
  data.set(contents);
  return data;
}
