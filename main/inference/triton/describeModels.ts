import { connect } from './connect.ts';
import type { ServerAccess } from './endpoint.ts';
import { ServerFailure } from './failure.ts';
import type { ModelConfig, ModelMetadata, Protocol } from './protocol.ts';

const TIMEOUT_MS = 5000;

/** A model as the server that has it describes it. */
export interface ServedDescription extends ModelMetadata, ModelConfig {
  readonly name: string;
}

/** Asks a server for the inputs, outputs and parameters of models; those that it has not got are left out. */
export async function describeModels(
  access: ServerAccess,
  names: readonly string[],
): Promise<ServedDescription[]> {
  const { protocol } = connect(access);
  try {
    const described = await Promise.all(names.map((name) => describeModel(protocol, name)));
    return described.filter((one) => one !== undefined);
  } finally {
    protocol.close();
  }
}

async function describeModel(protocol: Protocol, name: string): Promise<ServedDescription | undefined> {
  const options = { timeoutMs: TIMEOUT_MS };
  try {
    const [metadata, config] = await Promise.all([
      protocol.modelMetadata(name, options),
      protocol.modelConfig(name, options),
    ]);
    return { name, ...metadata, ...config };
  } catch (error) {
    if (error instanceof ServerFailure) return undefined;
    throw error;
  }
}
