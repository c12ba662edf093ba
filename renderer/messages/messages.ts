import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../main/contract/appearance.ts';
import { languages } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    resources: (typeof languages)['en'];
  }
}

type Areas = (typeof languages)['en'];

/** A message by its full name, "area:key", for tables of them. */
export type MessageKey = {
  [Area in keyof Areas]: `${Area}:${Extract<keyof Areas[Area], string>}`;
}[keyof Areas];

/**
 * Components take their words from `useTranslation(area)`, other code from `i18next.t('area:key')`: both know the keys.
 * To be called once, before the first picture.
 */
export function startMessages(language: Language): void {
  void i18next.use(initReactI18next).init({
    resources: languages,
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'window',
    // React escapes what it puts on the page.
    interpolation: { escapeValue: false },
  });
}
