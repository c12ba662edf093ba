import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandError } from '../lib/watch.ts';
import type { Benchmark } from '../lib/outcome.ts';
import { inCache, inOut, inRoot, scan } from '../lib/paths.ts';
import { splitStream, type Part } from './splitStream.ts';

/** Below the 64 MB that some machines take at a time. */
const PART_BYTES = 60_000_000;
const FOLDER = 'volscope-gpu';

/** From the project's root to the same place in the package: what gpu.mjs needs where there is nothing but Linux. */
const contents = [
  'dist/bench/gpu.mjs',
  'dist/bench/segmentProcess.mjs',
  'models',
  'fixtures/monai_tutorial_spleen_3dunet.pt',
  'bench/reference/monai_pipeline.py',
  'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist',
  'node_modules/onnxruntime-node/bin/napi-v6/linux/x64',
  'node_modules/onnxruntime-common/package.json',
  'node_modules/onnxruntime-common/dist',
];

/** Electron's Vulkan loader, for machines whose driver comes without one. */
const vulkanLoader = inCache('electron-33.2.1', 'libvulkan.so.1');

/** Packs what a Linux machine with an NVIDIA GPU and no network needs into parts, beside a script that runs it all. */
export const packForGpu: Benchmark = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { tables: [], notes: ['The package is for Linux on x64 and is made there.'], data: {} };
  const staging = inCache('bench', 'gpu');
  const target = inOut('gpu');
  for (const folder of [staging, target]) await rm(folder, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const place = async (from: string, to: string) => {
    await mkdir(dirname(join(staging, FOLDER, to)), { recursive: true });
    await cp(from, join(staging, FOLDER, to), { recursive: true, dereference: true });
  };
  for (const path of contents) await place(inRoot(path), path);
  await place(process.execPath, 'node');
  await place(scan, join('scan', basename(scan)));
  if (existsSync(vulkanLoader)) await place(vulkanLoader, 'vulkan/libvulkan.so.1');

  const parts = await packFolder(staging, target);
  await rm(staging, { recursive: true });
  const sums = parts.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  await writeFile(join(target, 'SHA256SUMS'), sums);
  await cp(inRoot('bench', 'gpu', 'run.sh'), join(target, 'run.sh'));
  const megabytes = parts.map(({ bytes }) => Math.ceil(bytes / 1e6)).join(' + ');
  return {
    tables: [],
    notes: [
      `${target} holds run.sh, SHA256SUMS and ${parts.length} parts (${megabytes} MB).`,
      'Copy them into one folder on the machine with the GPU and call there: sh run.sh [RUNS]',
    ],
    data: { parts },
  };
};

async function packFolder(staging: string, target: string): Promise<Part[]> {
  const tar = spawn('tar', ['-cz', '-C', staging, FOLDER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', resolve);
  });
  const parts = await splitStream(tar.stdout, PART_BYTES, (index) => {
    const name = `${FOLDER}.tar.gz.part${String(index).padStart(2, '0')}`;
    return { name, file: createWriteStream(join(target, name)), hash: createHash('sha256') };
  });
  if ((await ended) !== 0) throw new CommandError('The files could not be packed', 'is the disk full?');
  return parts;
}
