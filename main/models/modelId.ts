/** A name as an id: small letters, digits, dots, dashes and underscores. */
export function modelIdOf(name: string, otherwise: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '');
  return id || otherwise;
}

/** The id, or the first of id-2, id-3 and so on that is not taken. */
export function freeId(id: string, taken: readonly string[]): string {
  if (!taken.includes(id)) return id;
  let n = 2;
  while (taken.includes(`${id}-${n}`)) n++;
  return `${id}-${n}`;
}
