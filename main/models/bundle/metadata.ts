import { z } from 'zod';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { LabelClass } from '../../contract/manifest.ts';
import { classColour } from './classColour.ts';
import { parseJson } from '../../parseJson.ts';

const text = z.union([z.string(), z.number()]).transform(String);
const channelDef = z.record(z.string(), text).optional().catch(undefined);
const outputSchema = z.looseObject({ channel_def: channelDef, label_def: channelDef });

/** What a bundle says of itself (configs/metadata.json); nothing of it changes a number. */
const metadataSchema = z.looseObject({
  name: text.optional(),
  version: text.default('unknown'),
  monai_version: text.optional(),
  task: text.optional(),
  description: text.optional(),
  authors: z.union([text, z.array(text).transform((all) => all.join(', '))]).optional(),
  copyright: text.optional(),
  license: text.optional(),
  data_source: text.optional(),
  image_classes: text.optional(),
  label_classes: text.optional(),
  intended_use: text.optional(),
  eval_metrics: z.record(z.string(), z.unknown()).optional().catch(undefined),
  references: z.array(text).optional().catch(undefined),
  network_data_format: z
    .looseObject({ outputs: z.record(z.string(), outputSchema).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Metadata = z.infer<typeof metadataSchema>;

/** @throws VolscopeError('model') if it is no JSON object or a field is of another kind. */
export function parseMetadata(bytes: Uint8Array | undefined): Metadata {
  if (!bytes)
    throw new VolscopeError(
      'model',
      sentence`The bundle has no configs/metadata.json, which says what it is.`,
    );
  const parsed = metadataSchema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.');
  throw new VolscopeError(
    'model',
    sentence`The bundle's configs/metadata.json is not valid${where ? sentence` ("${where}")` : ''}; get the bundle again.`,
  );
}

/**
 * The classes of a network's output by `channel_def` (or, as some have it, `label_def`). Of several channels the first is the background; of one channel the
 * only class is 1.
 */
export function classesOf({ network_data_format: format }: Metadata, channels: number): LabelClass[] {
  const [output] = Object.values(format?.outputs ?? {});
  const names = output?.channel_def ?? output?.label_def ?? {};
  const count = channels === 1 ? 1 : channels - 1;
  return Array.from({ length: count }, (_, n) => {
    const value = n + 1;
    const own = channels === 1 ? (names['1'] ?? names['0']) : names[String(value)];
    return { value, name: own?.trim() || `class ${value}`, colour: classColour(n) };
  });
}

/** The licence by its name where the text is a known one. */
export function licenceOf(metadata: Metadata, licence: string | undefined): string {
  if (metadata.license) return metadata.license;
  if (licence && /Apache License\s+Version 2\.0/.test(licence)) return 'Apache-2.0';
  if (licence && /Permission is hereby granted, free of charge/.test(licence)) return 'MIT';
  return licence ? 'see its LICENSE' : 'not stated';
}
