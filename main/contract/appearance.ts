import { z } from 'zod';

/** The languages of the window, the menu and the dialogs. */
export const languageSchema = z.enum(['en', 'de']);
export type Language = z.infer<typeof languageSchema>;

/** How large everything is drawn, in percent of the system's own size. */
export const scalePercentRange = { min: 90, max: 200, step: 10 } as const;

/** How the window looks and speaks. */
export const appearanceSchema = z.object({
  language: z.enum(['system', ...languageSchema.options]),
  theme: z.enum(['system', 'light', 'dark']),
  scalePercent: z.number().int().min(scalePercentRange.min).max(scalePercentRange.max),
});
export type Appearance = z.infer<typeof appearanceSchema>;

/** Dark, whatever the system has: scans are read in dark rooms. */
export const defaultAppearance: Appearance = { language: 'system', theme: 'dark', scalePercent: 100 };

/** The language that is spoken. @param systemLocale e.g. "de-AT"; a language without messages is answered in English */
export function languageFor(choice: Appearance['language'], systemLocale: string): Language {
  const wanted = choice === 'system' ? systemLocale.split('-')[0] : choice;
  return languageSchema.safeParse(wanted).data ?? 'en';
}
