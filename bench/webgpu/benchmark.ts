import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { z } from 'zod';
import type { Benchmark } from '../lib/outcome.ts';
import { inBuild, inCache, scan } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';
import { seconds } from '../lib/table.ts';
import { CommandError, watch } from '../lib/watch.ts';

/** Electron brings a Vulkan driver that needs no GPU. */
const electron = inCache('electron-33.2.1');
const driver = `${electron}/vk_swiftshader_icd.json`;

const resultSchema = z.object({
  dims: z.array(z.number()),
  cpuSeconds: z.array(z.number()),
  seconds: z.array(z.number()),
  difference: z.number(),
});

/** The fused graph at full size on onnxruntime's WebGPU provider, on a software Vulkan driver, against the CPU provider. */
export const webgpuBenchmark: Benchmark = async () => {
  if (!existsSync(driver))
    return skipped("skipped: Electron's software Vulkan driver is not here (npm test fetches it).");
  const env = {
    VK_ICD_FILENAMES: driver,
    LD_LIBRARY_PATH: electron,
    XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
  };
  try {
    const { output, peakMb } = await watch(process.execPath, [inBuild('graphProcess'), scan, 'webgpu'], env);
    const result = resultSchema.parse(JSON.parse(output));
    return {
      tables: [
        {
          title: `WebGPU without a GPU: the fused graph at ${result.dims.join(' x ')}`,
          header: ['seconds: best (median, worst)', 'graph run', 'largest difference'],
          rows: [
            ['CPU provider', seconds(spreadOf(result.cpuSeconds)), ''],
            ['WebGPU on SwiftShader', seconds(spreadOf(result.seconds)), result.difference.toExponential(1)],
          ],
        },
      ],
      notes: [
        `One run on WebGPU with its shaders made, ${result.cpuSeconds.length} on the CPU. It shows that the numbers are right; a software driver says nothing of a GPU's speed.`,
      ],
      data: { ...result, peakMb },
    };
  } catch (error) {
    if (error instanceof CommandError) return skipped(`failed: ${error.message}`);
    throw error;
  }
};

function skipped(why: string) {
  return { tables: [], notes: [`WebGPU at full size ${why}`], data: { skipped: why } };
}
