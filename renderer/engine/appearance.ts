import i18next from 'i18next';
import { languageFor, scalePercentRange, type Appearance } from '../../main/contract/appearance.ts';
import { useAppearance } from '../stores/appearance.ts';
import { saveSettings } from './settings.ts';

/** Shows an appearance in the page; the shell sees to its scale and to menus and dialogs. */
export async function showAppearance(appearance: Appearance): Promise<void> {
  useAppearance.setState(appearance);
  const root = document.documentElement;
  root.dataset['theme'] = appearance.theme;
  root.lang = languageFor(appearance.language, navigator.language);
  await i18next.changeLanguage(root.lang);
}

/** Changes some of the appearance, at once and for the next start. */
export function changeAppearance(changes: Partial<Appearance>): void {
  const appearance = { ...useAppearance.getState(), ...changes };
  void showAppearance(appearance);
  saveSettings({ appearance });
}

/** Makes everything larger or smaller by a step; 0: as it is at first. */
export function stepScale(direction: 1 | -1 | 0): void {
  const { min, max, step } = scalePercentRange;
  const wanted = direction === 0 ? 100 : useAppearance.getState().scalePercent + direction * step;
  changeAppearance({ scalePercent: Math.min(max, Math.max(min, wanted)) });
}
