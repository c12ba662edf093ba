/**
 * MONAI's name of a transform without what marks its dictionary form ("Spacingd", "SpacingD", "SpacingDict"); undefined where
 * it is not among the known ones.
 */
export function baseName(name: string, isKnown: (name: string) => boolean): string | undefined {
  return [name, name.replace(/(?:d|D|Dict)$/, '')].find(isKnown);
}
