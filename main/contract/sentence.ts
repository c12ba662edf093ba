import { z } from 'zod';

/** What fills a blank of a sentence. A sentence is translated in its turn, anything else is shown as it is. */
export type SentenceValue = string | number | Sentence;

/**
 * Something to say to the user, put down in English and kept apart from what fills its blanks, so that it can be said in
 * another language (main/messages). It crosses process boundaries as { template, values }.
 */
export class Sentence {
  /** The English sentence with its blanks: "{0} has no frame {1}." */
  readonly template: string;
  readonly values: readonly SentenceValue[];

  constructor(template: string, values: readonly SentenceValue[]) {
    this.template = template;
    this.values = values;
  }

  /** The English text. */
  toString(): string {
    return filled(this.template, this.values.map(String));
  }
}

/** A template with its blanks filled: {0} by the first of the values. */
export function filled(template: string, values: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (blank, at: string) => values[Number(at)] ?? blank);
}

/** sentence`${name} is no NIfTI file.` */
export function sentence(
  parts: TemplateStringsArray,
  ...values: readonly (SentenceValue | null | undefined)[]
): Sentence {
  const template = parts.reduce((text, part, at) => `${text}{${at - 1}}${part}`);
  return new Sentence(
    template,
    values.map((value) => value ?? ''),
  );
}

/** A sentence that came from another process, or from a file. */
export const sentenceSchema: z.ZodType<Sentence> = z
  .object({
    template: z.string(),
    values: z.array(z.union([z.string(), z.number(), z.lazy(() => sentenceSchema)])),
  })
  .transform(({ template, values }) => new Sentence(template, values));
