import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'run';
    resources: (typeof languages)['en'];
  }
}

/**
 * Components take their words from `useTranslation(area)`, other code from `i18next.t('area:key')`: both know the keys.
 * To be called once, before the first picture.
 */
export function startMessages(): void {
  void i18next.use(initReactI18next).init({
    resources: languages,
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'run',
    // React escapes what it puts on the page.
    interpolation: { escapeValue: false },
  });
}
