import { z } from 'zod';

/** The languages of the window, the menu and the dialogs. */
export const languageSchema = z.enum(['en', 'de']);
export type Language = z.infer<typeof languageSchema>;

/** How large everything is drawn, in percent of the system's own size. */
export const scaleRange = { min: 90, max: 200, step: 10 } as const;

/** How the window looks and speaks. Dark unless chosen otherwise, whatever the system has: pictures are read in the dark. */
export const appearanceSchema = z.object({
  language: z.enum(['system', ...languageSchema.options]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('dark'),
  scalePercent: z.number().int().min(scaleRange.min).max(scaleRange.max).default(100),
});
export type Appearance = z.infer<typeof appearanceSchema>;
