/** What a JSON text, or its UTF-8 bytes, says; undefined where it is none. For content that a schema checks next. */
export function parseJson(json: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof json === 'string' ? json : new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}
