import { app } from 'electron';
import type { Language } from '../main/contract/appearance.ts';
import de from './messages/de.json';
import en from './messages/en.json';
import type { SettingsStore } from './settings.ts';

export type MessageKey = keyof typeof en;
/** Gives a message, with what fills its {{blanks}}. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

const languages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, de };

/** The language that the settings ask for: their own, or the system's where there are messages in it. */
export function languageOf(settings: SettingsStore): Language {
  const { language } = settings.current;
  if (language !== 'system') return language;
  const [system] = app.getLocale().split('-');
  return system === 'de' ? 'de' : 'en';
}

/** Says messages of menu and dialogs in the language that the settings have at that moment. */
export function speaker(settings: SettingsStore): Say {
  return (key, values = {}) =>
    languages[languageOf(settings)][key].replace(/{{(\w+)}}/g, (blank, name) => values[name] ?? blank);
}
