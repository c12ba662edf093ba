/**
 * A text for the log: names and folders of a patient's files are taken out, those of the app's own code are
 * shortened to begin at `appFolder`.
 */
export function withoutPaths(text: string, appFolder: string): string {
  return text
    .replaceAll(`file://${appFolder}`, '.')
    .replaceAll(appFolder, '.')
    .replace(/(['"`])[^'"`\n]*[\\/][^'"`\n]*\1/g, '<path>')
    .replace(/(?<![\w.])(?:file:\/\/|[A-Za-z]:)?[\\/][^\s:()]+/g, '<path>')
    .replace(/[^\s'"\\/]+\.nii(?:\.gz)?\b/gi, '<scan>');
}
