/**
 * Entry on a machine with a GPU: `gpu.mjs SCAN RUNS` runs our pipeline on every provider there is and the reference in
 * PyTorch with its transforms on the GPU and on the CPU, each in a process of its own. Prints a table and one JSON.
 */
import { readFile } from 'node:fs/promises';
import { absence } from '../../main/inference/availability.ts';
import { providerLabels } from '../../main/contract/provider.ts';
import { measure, say, type Benchmark } from '../lib/outcome.ts';
import { inOut } from '../lib/paths.ts';
import { gpuNames, torchPython } from './device.ts';
import { measureOurs, measureTorch, type Variant } from './variants.ts';
import { variantTable } from './variantTable.ts';

const [, , scan, runs = '5'] = process.argv;
/** Those of Linux, where the package runs. */
const providers = ['tensorrt', 'cuda', 'webgpu', 'cpu'] as const;

const gpuBenchmark: Benchmark = async (options) => {
  const gpus = await gpuNames();
  const python = await torchPython();
  const libraries = typeof python === 'string' ? [] : python.libraries;
  const variants: Variant[] = [];
  const missing: string[] = [];
  for (const provider of providers) {
    const reason = absence(provider);
    if (reason) {
      missing.push(`${providerLabels[provider]}: ${reason}.`);
      continue;
    }
    say(`Volscope on ${providerLabels[provider]}`);
    const measured = await measureOurs(provider, scan, options.runs, libraries);
    if (typeof measured === 'string') missing.push(`${providerLabels[provider]}: ${measured}.`);
    else variants.push(measured);
  }
  if (typeof python === 'string') missing.push(`PyTorch and MONAI: ${python}.`);
  else
    for (const [device, transforms] of python.cuda
      ? ([
          ['cuda', 'cuda'],
          ['cuda', 'cpu'],
          ['cpu', 'cpu'],
        ] as const)
      : ([['cpu', 'cpu']] as const)) {
      say(`MONAI: network on ${device}, transforms on ${transforms}`);
      const measured = await measureTorch(python.python, { device, transforms }, scan, options.runs);
      if (typeof measured === 'string') missing.push(`MONAI on ${device}: ${measured}.`);
      else variants.push(measured);
    }

  return {
    tables: variants.length > 0 ? [variantTable(variants)] : [],
    notes: [
      `GPU: ${gpus.join('; ') || 'none that nvidia-smi tells of'}.`,
      typeof python === 'string' ? '' : `PyTorch ${python.torch}.`,
      `${options.runs} scans in one process a row; the first, with its session, engine or shaders made, is a column of its own.`,
      ...missing.map((reason) => `Not measured: ${reason}`),
    ].filter(Boolean),
    data: { gpus, variants, missing },
  };
};

await measure('gpu', gpuBenchmark, { runs: Math.max(2, Number(runs)) });
// Where only the output comes back from the machine, the figures are in it.
process.stdout.write(`\n${JSON.stringify(JSON.parse(await readFile(inOut('gpu.json'), 'utf8')))}\n`);
