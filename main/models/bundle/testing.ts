import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { vec3Schema } from '../../contract/geometry.ts';
import type { ImportedParts } from '../fromManifest.ts';
import { checkHere } from '../testing/importModel.ts';
import type { BundleFiles } from './bundleFiles.ts';
import { importBundle } from './importBundle.ts';

/** Small bundles and what MONAI makes of small scans with them: fixtures/bundles/make_goldens.py. */
export const casesFolder = 'fixtures/bundles/cases';

const caseSchema = z.object({
  scan: z.string(),
  weights: z.string(),
  channels: z.number(),
  stride: z.number(),
  inputShape: vec3Schema,
  labelShape: vec3Schema,
  config: z.record(z.string(), z.json()),
});
export type BundleCase = z.infer<typeof caseSchema>;

export function readCase(name: string): BundleCase {
  return caseSchema.parse(JSON.parse(readFileSync(join(casesFolder, `${name}.json`), 'utf8')));
}

/** The case's bundle as if it had been read from a folder, with its configuration or another one. */
export function bundleOf(
  name: string,
  golden: BundleCase,
  config: unknown = golden.config,
  metadata: object = {},
): BundleFiles {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  return {
    name,
    files: new Map([
      ['configs/metadata.json', encode({ name, version: '1', monai_version: '1.6.1', ...metadata })],
      ['configs/inference.json', encode(config)],
      ['models/model.pt', readFileSync(join(casesFolder, `${golden.weights}.pt`))],
    ]),
  };
}

/** `importBundle` with the network tried in this process. */
export function importHere(bundle: BundleFiles): Promise<ImportedParts> {
  return importBundle(bundle, { check: checkHere });
}
