import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueSchema, type CatalogueEntry } from '../contract/catalogue.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { parseJson } from '../parseJson.ts';
import type { ModelFolders } from './registry.ts';

type CatalogueFolders = Pick<ModelFolders, 'bundled'> & Partial<ModelFolders>;

/**
 * The models that are known but need not be installed, as they are listed: those of a site (`<home>/catalogue.json`), then those
 * that the program comes with (`<bundled>/catalogue.json`). A site's entry takes the place of one of the same id.
 * @throws VolscopeError('model') if the site's catalogue is not valid.
 */
export async function readCatalogue({ bundled, home }: CatalogueFolders): Promise<CatalogueEntry[]> {
  const ofSite = home === undefined ? [] : await readSiteCatalogue(join(home, 'catalogue.json'));
  const ofProgram = await readBundledCatalogue(bundled);
  return [...ofSite, ...ofProgram.filter(({ id }) => !ofSite.some((entry) => entry.id === id))];
}

/** The models of the catalogue that comes with the program. */
export async function readBundledCatalogue(bundled: string): Promise<CatalogueEntry[]> {
  // What is wrong with it is a defect.
  return catalogueSchema.parse(parseJson((await readText(join(bundled, 'catalogue.json'))) ?? empty)).models;
}

async function readSiteCatalogue(path: string): Promise<CatalogueEntry[]> {
  const catalogue = catalogueSchema.safeParse(parseJson((await readText(path)) ?? empty));
  if (catalogue.success) return catalogue.data.models;
  const where = catalogue.error.issues[0]?.path.join('.') || sentence`its format`;
  throw new VolscopeError(
    'model',
    sentence`${path} is no valid catalogue of models (${where}); mend or remove it.`,
  );
}

const empty = '{"format":1,"models":[]}';

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** @throws VolscopeError('model') if the catalogue has no such model. */
export async function findInCatalogue(folders: CatalogueFolders, id: string): Promise<CatalogueEntry> {
  const entries = await readCatalogue(folders);
  const entry = entries.find((each) => each.id === id);
  if (entry) return entry;
  const known = entries.map((each) => each.id).join(', ') || sentence`none`;
  throw new VolscopeError('model', sentence`The catalogue has no model "${id}"; there are: ${known}.`);
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
