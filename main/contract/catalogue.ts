import { z } from 'zod';
import { modelIdPattern } from './manifest.ts';

const hashLengths = { md5: 32, sha1: 40, sha256: 64 } as const;

/** What a file must be, so that nothing else passes for it. */
export const hashSchema = z
  .object({
    algorithm: z.enum(['md5', 'sha1', 'sha256']),
    value: z.string().regex(/^[0-9a-f]+$/),
  })
  .refine(({ algorithm, value }) => value.length === hashLengths[algorithm], 'the length of its kind');

/** A model that can be downloaded, and what is known of it. */
export const catalogueEntrySchema = z.object({
  /** The id that it gets when it is installed. */
  id: z.string().regex(modelIdPattern),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  licence: z.string(),
  /** Where more about it is to be read. */
  homepage: z.url(),
  trainedOn: z.string(),
  /** As its makers report them, on scans of their own. */
  figures: z.array(z.object({ name: z.string(), value: z.number(), of: z.string() })),
  file: z.object({
    url: z.url({ protocol: /^https?$/ }),
    name: z.string().regex(/^[\w.-]+$/),
    /** Only where it is known for certain. */
    bytes: z.number().int().positive().optional(),
    hash: hashSchema,
  }),
  /** For a file that holds weights alone: MONAI's description of the network, and the rest of the model's manifest. */
  manifest: z.looseObject({ network_def: z.unknown(), recipe: z.unknown(), classes: z.unknown() }).optional(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** models/catalogue.json */
export const catalogueSchema = z.object({ format: z.literal(1), models: z.array(catalogueEntrySchema) });
