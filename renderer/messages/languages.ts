import deAgreement from './de/agreement.json';
import deRun from './de/run.json';
import deServers from './de/servers.json';
import deSeveral from './de/several.json';
import enAgreement from './en/agreement.json';
import enRun from './en/run.json';
import enServers from './en/servers.json';
import enSeveral from './en/several.json';

/** Every message of the window, by language and by area of the window. English is what the others are held to. */
export const languages = {
  en: { agreement: enAgreement, run: enRun, servers: enServers, several: enSeveral },
  de: { agreement: deAgreement, run: deRun, servers: deServers, several: deSeveral },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

export type Language = keyof typeof languages;
