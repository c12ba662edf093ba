import { z } from 'zod';
import { sentence } from '../../contract/sentence.ts';
import type { Endpoint, ServerAccess } from './endpoint.ts';
import { failureOfHttpStatus, ServerFailure } from './failure.ts';
import { HttpConnection, type HttpReply } from './httpConnection.ts';
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
import { parseJson } from '../../parseJson.ts';

const indexSchema = z.array(
  z.object({ name: z.string(), state: z.string().default(''), reason: z.string().default('') }),
);
const configSchema = z.object({
  parameters: z.record(z.string(), z.object({ string_value: z.string() })).default({}),
  instance_group: z.array(instanceGroupSchema).default([]),
});
const regionsSchema = z.array(z.object({ name: z.string() }));
const inferSchema = z.object({
  outputs: z.array(
    tensorSchema.extend({
      parameters: z.object({ binary_data_size: z.number().optional() }).optional(),
    }),
  ),
});

/** KServe v2 over HTTP, tensors as binary data behind the JSON. */
export class HttpProtocol implements Protocol {
  private readonly connection: HttpConnection;

  constructor(endpoint: Endpoint, access: ServerAccess) {
    this.connection = new HttpConnection(endpoint, access);
  }

  async serverMetadata(options?: CallOptions): Promise<ServerMetadata> {
    return parse(metadataSchema, await this.ask('GET', 'v2', options));
  }

  async isReady(options?: CallOptions): Promise<boolean> {
    return this.isOk('v2/health/ready', options);
  }

  async models(options?: CallOptions): Promise<RepositoryModel[]> {
    return parse(indexSchema, await this.ask('POST', 'v2/repository/index', options));
  }

  async isModelReady(model: string, options?: CallOptions): Promise<boolean> {
    return this.isOk(`${modelPath(model)}/ready`, options);
  }

  async modelMetadata(model: string, options?: CallOptions): Promise<ModelMetadata> {
    return parse(modelSchema, await this.ask('GET', modelPath(model), options));
  }

  async modelConfig(model: string, options?: CallOptions): Promise<ModelConfig> {
    const config = parse(configSchema, await this.ask('GET', `${modelPath(model)}/config`, options));
    const parameters = Object.entries(config.parameters);
    return {
      parameters: Object.fromEntries(parameters.map(([key, value]) => [key, value.string_value])),
      instances: countInstances(config.instance_group),
    };
  }

  async infer(
    { model, version, inputs, outputs }: InferRequest,
    options?: InferOptions,
  ): Promise<InferOutput[]> {
    const parts = inputs.flatMap(({ data }) => (data instanceof Uint8Array ? [data] : []));
    const json = Buffer.from(
      JSON.stringify({
        inputs: inputs.map(({ name, datatype, shape, data }) => ({
          ...{ name, datatype, shape },
          parameters: data instanceof Uint8Array ? { binary_data_size: data.byteLength } : inRegion(data),
        })),
        outputs: outputs.map(({ name, into }) => ({
          name,
          parameters: into ? inRegion(into) : { binary_data: true },
        })),
      }),
    );
    const reply = await this.connection.send({
      ...{ method: 'POST', path: `${modelPath(model, version)}/infer`, body: [json, ...parts] },
      headers: {
        'content-type': 'application/octet-stream',
        'inference-header-content-length': String(json.byteLength),
      },
      signal: signalOf(options, INFER_TIMEOUT_MS),
      allocate: options?.allocate,
    });
    return outputsOf(checked(reply));
  }

  async registerRegion(name: string, key: string, byteSize: number, options?: CallOptions): Promise<void> {
    const body = JSON.stringify({ key, offset: 0, byte_size: byteSize });
    await this.ask('POST', `${regionPath(name)}/register`, options, body);
  }

  async unregisterRegion(name: string, options?: CallOptions): Promise<void> {
    await this.ask('POST', `${regionPath(name)}/unregister`, options);
  }

  async regions(options?: CallOptions): Promise<string[]> {
    const reply = await this.ask('GET', 'v2/systemsharedmemory/status', options);
    return parse(regionsSchema, reply).map(({ name }) => name);
  }

  close(): void {
    this.connection.close();
  }

  private async ask(
    method: 'GET' | 'POST',
    path: string,
    options?: CallOptions,
    body?: string,
  ): Promise<HttpReply> {
    return checked(await this.question(method, path, options, body));
  }

  /** Ready or not is said by the status alone; who is not let in is told so all the same. */
  private async isOk(path: string, options?: CallOptions): Promise<boolean> {
    const reply = await this.question('GET', path, options);
    if (reply.status === 401 || reply.status === 403) checked(reply);
    return reply.status === 200;
  }

  private question(
    method: 'GET' | 'POST',
    path: string,
    options?: CallOptions,
    body = '',
  ): Promise<HttpReply> {
    const signal = signalOf(options, QUESTION_TIMEOUT_MS);
    return this.connection.send({ method, path, body: [Buffer.from(body)], signal });
  }
}

function modelPath(model: string, version?: string): string {
  const ofVersion = version === undefined ? '' : `/versions/${encodeURIComponent(version)}`;
  return `v2/models/${encodeURIComponent(model)}${ofVersion}`;
}

function regionPath(name: string): string {
  return `v2/systemsharedmemory/region/${encodeURIComponent(name)}`;
}

function inRegion({ region, offset, byteSize }: RegionSlice): object {
  return { shared_memory_region: region, shared_memory_offset: offset, shared_memory_byte_size: byteSize };
}

function outputsOf({ text, binary }: HttpReply): InferOutput[] {
  let at = 0;
  return parse(inferSchema, { text }).outputs.map(({ parameters, ...tensor }) => {
    const byteSize = parameters?.binary_data_size;
    if (byteSize === undefined) return tensor;
    at += byteSize;
    return { ...tensor, data: binary.subarray(at - byteSize, at) };
  });
}

function checked(reply: HttpReply): HttpReply {
  if (reply.status === 200) return reply;
  const stated = z.object({ error: z.string() }).safeParse(parseJson(reply.text || '{}'));
  throw failureOfHttpStatus(reply.status, stated.success ? stated.data.error : '');
}

function parse<T>(schema: z.ZodType<T>, { text }: Pick<HttpReply, 'text'>): T {
  const parsed = schema.safeParse(parseJson(text || '{}'));
  if (parsed.success) return parsed.data;
  throw new ServerFailure('protocol', sentence`it does not answer as an inference server does`);
}
