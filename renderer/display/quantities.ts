import i18next from 'i18next';

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const name = `${i18next.language} ${JSON.stringify(options)}`;
  let known = formats.get(name);
  if (!known) formats.set(name, (known = new Intl.NumberFormat(i18next.language, options)));
  return known.format(value);
}

/** A number as the language on screen writes it. @param places after the point, at least `least` of them are shown */
export function decimal(value: number, places = 0, least = places): string {
  return format(value, {
    minimumFractionDigits: least,
    maximumFractionDigits: places,
    useGrouping: false,
  });
}

/** A whole number with its thousands set apart. */
export const wholeNumber = (value: number): string => format(value, { maximumFractionDigits: 0 });

/** A day. @param at milliseconds since 1970 */
export const dateOf = (at: number): string =>
  new Date(at).toLocaleDateString(i18next.language, { dateStyle: 'medium' });

/** A day and a time of it. @param at milliseconds since 1970 */
export const dateAndTime = (at: number): string => new Date(at).toLocaleString(i18next.language);

// Files (CSV, reports) have the point in every language; these are for the screen.
export const inHu = (hu: number, places = 0) => i18next.t('units:hu', { value: decimal(hu, places) });
export const inMm = (mm: number, places = 0, least = places) =>
  i18next.t('units:mm', { value: decimal(mm, places, least) });
export const inMl = (ml: number, places = 1) => i18next.t('units:ml', { value: decimal(ml, places) });
/** A size on the disk, in decimal megabytes. */
export const inMb = (bytes: number) => i18next.t('units:mb', { value: decimal(bytes / 1e6, 1) });
export const inPercent = (percent: number) => i18next.t('units:percent', { value: decimal(percent) });
