export type { ServerAccess } from './endpoint.ts';
export { testServer } from './testServer.ts';
export { TritonRunner, type TritonRunnerOptions } from './tritonRunner.ts';
