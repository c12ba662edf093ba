import deOutput from './de/output.json';
import deMeasure from './de/measure.json';
import deReport from './de/report.json';
import deRun from './de/run.json';
import enOutput from './en/output.json';
import enMeasure from './en/measure.json';
import enReport from './en/report.json';
import enRun from './en/run.json';

/** Every message of the window, by language and by area of the window. English is what the others are held to. */
export const languages = {
  en: { output: enOutput, measure: enMeasure, report: enReport, run: enRun },
  de: { output: deOutput, measure: deMeasure, report: deReport, run: deRun },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

export type Language = keyof typeof languages;
