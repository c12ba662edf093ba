import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueSchema, type CatalogueEntry } from '../contract/catalogue.ts';
import { VolscopeError } from '../contract/errors.ts';
import type { ModelFolders } from './registry.ts';

/** The models that are known but need not be installed (`<bundled>/catalogue.json`), as they are listed there. */
export async function readCatalogue({ bundled }: Pick<ModelFolders, 'bundled'>): Promise<CatalogueEntry[]> {
  const text = await readFile(join(bundled, 'catalogue.json'), 'utf8').catch(
    () => '{"format":1,"models":[]}',
  );
  // It comes with the program: what is wrong with it is a defect.
  return catalogueSchema.parse(JSON.parse(text)).models;
}

/** @throws VolscopeError('model') if the catalogue has no such model. */
export async function findInCatalogue(
  folders: Pick<ModelFolders, 'bundled'>,
  id: string,
): Promise<CatalogueEntry> {
  const entries = await readCatalogue(folders);
  const entry = entries.find((each) => each.id === id);
  if (entry) return entry;
  const known = entries.map((each) => each.id).join(', ') || 'none';
  throw new VolscopeError('model', `The catalogue has no model "${id}"; there are: ${known}.`);
}

/** The card of a model of the catalogue. */
export function catalogueCard(entry: CatalogueEntry): string {
  const figures = entry.figures.map(({ name, value, of }) => `- ${name} ${value} (${of})`);
  return `# ${entry.name}

${entry.description}

- Version: ${entry.version}
- Licence: ${entry.licence}
- Trained on: ${entry.trainedOn}
- From: ${entry.homepage}

## Figures, as its makers report them

${figures.join('\n') || '- none'}

Research software and no medical device: not for diagnosis.
`;
}
