import { existsSync } from 'node:fs';
import { z } from 'zod';
import { inRoot } from '../lib/paths.ts';
import { CommandError, watch } from '../lib/watch.ts';

/** Where NVIDIA's Vulkan driver is told of outside of the loader's own folders. */
const vulkanDriver = '/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json';
const packedVulkan = inRoot('vulkan');

/** "NVIDIA H100, driver 550.54.15, 81559 MiB" for each GPU; none where nvidia-smi can't be run. */
export async function gpuNames(): Promise<string[]> {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'];
  const { output } = await watch('nvidia-smi', query).catch(() => ({ output: '' }));
  return output.split('\n').filter(Boolean);
}

const pythonSchema = z.object({ torch: z.string(), cuda: z.boolean(), libraries: z.array(z.string()) });

/** A Python that has PyTorch, MONAI and nibabel. */
export type TorchPython = z.infer<typeof pythonSchema> & { readonly python: string };

const question = `
import glob, json, os, site
import monai, nibabel, torch
folders = [f for s in site.getsitepackages() for f in glob.glob(os.path.join(s, "nvidia", "*", "lib"))]
print(json.dumps({"torch": torch.__version__, "cuda": torch.cuda.is_available(), "libraries": folders}))
`;

/** `PYTHON` from the environment or python3, if it can run the reference; else why not. */
export async function torchPython(): Promise<TorchPython | string> {
  const python = process.env['PYTHON'] ?? 'python3';
  try {
    const { output } = await watch(python, ['-c', question]);
    return { python, ...pythonSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? '')) };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const reason = error.reason.split('\n').at(-1);
    return `${python} can't run the reference (${reason})`;
  }
}

/** Where our process finds CUDA's libraries (PyTorch's own will do) and a Vulkan driver. */
export function libraryPaths(libraries: readonly string[]): NodeJS.ProcessEnv {
  const folders = [process.env['LD_LIBRARY_PATH'], ...libraries, existsSync(packedVulkan) && packedVulkan];
  return {
    LD_LIBRARY_PATH: folders.filter(Boolean).join(':'),
    ...(existsSync(vulkanDriver) ? { VK_DRIVER_FILES: process.env['VK_DRIVER_FILES'] ?? vulkanDriver } : {}),
  };
}
