import { z } from 'zod';

const text = z.string().max(500);

/**
 * A report for people, as it is to be printed on one page: the window has put every word in the reader's language and made
 * the pictures; the shell lays it out.
 */
export const reportDocumentSchema = z.object({
  /** BCP 47, e.g. "en". */
  language: z.string().max(20),
  title: text,
  subtitle: text,
  /** In a frame, at the head: what the report is not for. */
  warning: text,
  /** PNG. */
  pictures: z.array(z.object({ caption: text, png: z.instanceof(Uint8Array) })).max(4),
  tables: z
    .array(
      z.object({
        title: text,
        headings: z.array(text).max(12),
        rows: z.array(z.array(text).max(12)).max(100),
        /** Below the table; empty where there is nothing to say. */
        note: text,
      }),
    )
    .max(4),
  facts: z.array(z.tuple([text, text])).max(20),
  footer: text,
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
