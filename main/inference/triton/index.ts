export { describeModels, type ServedDescription } from './describeModels.ts';
export type { ServerAccess } from './endpoint.ts';
export { isLostServer } from './failure.ts';
export { testServer } from './testServer.ts';
export { TritonRunner, type TritonRunnerOptions } from './tritonRunner.ts';
