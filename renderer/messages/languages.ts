import deCompare from './de/compare.json';
import deRun from './de/run.json';
import enCompare from './en/compare.json';
import enRun from './en/run.json';

/** Every message of the window, by language and by area of the window. English is what the others are held to. */
export const languages = {
  en: { compare: enCompare, run: enRun },
  de: { compare: deCompare, run: deRun },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

export type Language = keyof typeof languages;
