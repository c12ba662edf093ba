/** A name as an id: small letters, digits, dots, dashes and underscores. */
export function modelIdOf(name: string, otherwise: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  return id || otherwise;
}
