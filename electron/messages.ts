import { app } from 'electron';
import { languageFor, type Language } from '../main/contract/appearance.ts';
import de from './messages/de.json';
import en from './messages/en.json';
import type { SettingsStore } from './settings.ts';

export type MessageKey = keyof typeof en;
/** Gives a message, with what fills its {{blanks}}. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

const languages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, de };

/** The language of the settings, or the system's where they leave it to that. */
export function spokenLanguage(settings: SettingsStore): Language {
  return languageFor(settings.current.appearance.language, app.getLocale());
}

/** Says messages of menu and dialogs in the language that the settings have at that moment. */
export function speaker(settings: SettingsStore): Say {
  return (key, values = {}) => {
    return languages[spokenLanguage(settings)][key].replace(
      /{{(\w+)}}/g,
      (blank, name: string) => values[name] ?? blank,
    );
  };
}
