import i18next from 'i18next';

const names = /Ctrl|Shift|Arrows|Page Up|Page Down|Home|End|Space|\bDel\b|\bto\b/g;

type Name = 'Ctrl' | 'Shift' | 'Arrows' | 'PageUp' | 'PageDown' | 'Home' | 'End' | 'Space' | 'Del' | 'to';

/** Keys as the keyboards of the language have them: "Ctrl + Z" is "Strg + Z" on a German one. */
export function keyNames(label: string): string {
  return label.replace(names, (name) => i18next.t(`keys:${name.replace(' ', '') as Name}`));
}
