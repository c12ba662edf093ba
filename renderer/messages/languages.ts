import deModels from './de/models.json';
import deRun from './de/run.json';
import enModels from './en/models.json';
import enRun from './en/run.json';

/** Every message of the window, by language and by area of the window. English is what the others are held to. */
export const languages = {
  en: { models: enModels, run: enRun },
  de: { models: deModels, run: deRun },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

export type Language = keyof typeof languages;
