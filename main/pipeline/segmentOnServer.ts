import type { SegmentStage } from '../contract/engine.ts';
import { inTurn, type TakeTurn } from '../inference/inTurn.ts';
import type { TritonRunner } from '../inference/triton/index.ts';
import type { InstalledModel } from '../models/index.ts';
import { FINGERPRINT, fingerprintOf, servedName } from '../triton/servedNames.ts';
import type { Volume } from '../volume/volume.ts';
import { voxelTypeOf } from './graphCache.ts';
import { segmentVolume, type Segmentation } from './segment.ts';

export interface ServerSegmentOptions {
  readonly runner: TritonRunner;
  /** Given where the server is to have so many requests at a time and no more. */
  readonly takeTurn?: TakeTurn;
  readonly onStage?: (stage: SegmentStage) => void;
  /** Ends the request. */
  readonly signal?: AbortSignal;
}

/**
 * Segments a scan with a model that a server has by `volscope models export-triton`: the server runs the fused graph, all else
 * is done here. Throws VolscopeError('inference') where the server's model is not the installed one.
 */
export async function segmentOnServer(
  volume: Volume,
  { manifest }: InstalledModel,
  { runner, takeTurn, onStage, signal }: ServerSegmentOptions,
): Promise<Segmentation> {
  const modelPath = servedName(manifest.id, voxelTypeOf(volume));
  await runner.expectParameter(modelPath, FINGERPRINT, fingerprintOf(manifest));
  const session = { modelPath, provider: 'triton', threads: 0 } as const;
  const turns = takeTurn ? inTurn(runner, takeTurn) : runner;
  return segmentVolume(volume, manifest.recipe, { session, runner: turns, onStage, signal });
}
