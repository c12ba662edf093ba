/**
 * The messages of KServe v2 and Triton's extensions that are used here, with their numbers in grpc_service.proto and
 * model_config.proto; fields that are not read are left out. As a descriptor, for a .proto file would have to be found at
 * run time.
 */
const text = (id: number) => ({ type: 'string', id });
const texts = (id: number) => ({ rule: 'repeated', type: 'string', id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });
const parameters = (id: number) => ({ keyType: 'string', type: 'InferParameter', id });
const yes = (id: number) => ({ type: 'bool', id });
const whole = (id: number) => ({ type: 'uint64', id });
const call = (name: string) => ({ requestType: `${name}Request`, responseType: `${name}Response` });

const tensor = { name: text(1), datatype: text(2), shape: many('int64', 3) };

export const grpcMessages = {
  nested: {
    inference: {
      nested: {
        GRPCInferenceService: {
          methods: {
            ServerReady: call('ServerReady'),
            ModelReady: call('ModelReady'),
            ServerMetadata: call('ServerMetadata'),
            ModelMetadata: call('ModelMetadata'),
            ModelConfig: call('ModelConfig'),
            ModelInfer: call('ModelInfer'),
            RepositoryIndex: call('RepositoryIndex'),
            SystemSharedMemoryStatus: call('SystemSharedMemoryStatus'),
            SystemSharedMemoryRegister: call('SystemSharedMemoryRegister'),
            SystemSharedMemoryUnregister: call('SystemSharedMemoryUnregister'),
          },
        },
        ServerReadyRequest: { fields: {} },
        ServerReadyResponse: { fields: { ready: yes(1) } },
        ModelReadyRequest: { fields: { name: text(1) } },
        ModelReadyResponse: { fields: { ready: yes(1) } },
        ServerMetadataRequest: { fields: {} },
        ServerMetadataResponse: { fields: { name: text(1), version: text(2), extensions: texts(3) } },
        ModelMetadataRequest: { fields: { name: text(1) } },
        ModelMetadataResponse: {
          fields: { inputs: many('TensorMetadata', 4), outputs: many('TensorMetadata', 5) },
        },
        TensorMetadata: { fields: tensor },
        ModelConfigRequest: { fields: { name: text(1) } },
        ModelConfigResponse: { fields: { config: { type: 'ModelConfig', id: 1 } } },
        ModelConfig: {
          fields: {
            instanceGroup: many('ModelInstanceGroup', 7),
            parameters: { keyType: 'string', type: 'ModelParameter', id: 14 },
          },
        },
        ModelInstanceGroup: { fields: { count: { type: 'int32', id: 2 }, gpus: many('int32', 3) } },
        ModelParameter: { fields: { stringValue: text(1) } },
        InferParameter: {
          oneofs: { choice: { oneof: ['boolParam', 'int64Param', 'stringParam'] } },
          fields: { boolParam: yes(1), int64Param: { type: 'int64', id: 2 }, stringParam: text(3) },
        },
        ModelInferRequest: {
          fields: {
            modelName: text(1),
            modelVersion: text(2),
            inputs: many('InferTensor', 5),
            outputs: many('RequestedOutput', 6),
            rawInputContents: many('bytes', 7),
          },
        },
        InferTensor: { fields: { ...tensor, parameters: parameters(4) } },
        RequestedOutput: { fields: { name: text(1), parameters: parameters(2) } },
        ModelInferResponse: {
          fields: { outputs: many('InferTensor', 5), rawOutputContents: many('bytes', 6) },
        },
        RepositoryIndexRequest: { fields: { repositoryName: text(1) } },
        RepositoryIndexResponse: { fields: { models: many('ModelIndex', 1) } },
        ModelIndex: { fields: { name: text(1), version: text(2), state: text(3), reason: text(4) } },
        SystemSharedMemoryStatusRequest: { fields: { name: text(1) } },
        SystemSharedMemoryStatusResponse: {
          fields: { regions: { keyType: 'string', type: 'RegionStatus', id: 1 } },
        },
        RegionStatus: { fields: { name: text(1), key: text(2), offset: whole(3), byteSize: whole(4) } },
        SystemSharedMemoryRegisterRequest: {
          fields: { name: text(1), key: text(2), offset: whole(3), byteSize: whole(4) },
        },
        SystemSharedMemoryRegisterResponse: { fields: {} },
        SystemSharedMemoryUnregisterRequest: { fields: { name: text(1) } },
        SystemSharedMemoryUnregisterResponse: { fields: {} },
      },
    },
  },
};
