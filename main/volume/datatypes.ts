/** NIfTI-1 datatype codes (nifti1.h) that a CT can come in; colour and complex ones are not scans in HU. */
export interface Datatype {
  readonly code: number;
  readonly name: string;
  readonly bytes: number;
}

const datatypes: readonly Datatype[] = [
  { code: 2, name: 'uint8', bytes: 1 },
  { code: 4, name: 'int16', bytes: 2 },
  { code: 8, name: 'int32', bytes: 4 },
  { code: 16, name: 'float32', bytes: 4 },
  { code: 64, name: 'float64', bytes: 8 },
  { code: 256, name: 'int8', bytes: 1 },
  { code: 512, name: 'uint16', bytes: 2 },
  { code: 768, name: 'uint32', bytes: 4 },
];

/** Names of the types that are known but are no HU volume, for the message that refuses them. */
const refused: Readonly<Record<number, string>> = {
  1: 'binary',
  32: 'complex64',
  128: 'RGB colour',
  1024: 'int64',
  1280: 'uint64',
  1536: 'float128',
  1792: 'complex128',
  2048: 'complex256',
  2304: 'RGBA colour',
};

export function datatypeOf(code: number): Datatype | undefined {
  return datatypes.find((type) => type.code === code);
}

export function datatypeLabel(code: number): string {
  return datatypeOf(code)?.name ?? refused[code] ?? `unknown type ${code}`;
}

export const supportedDatatypes = datatypes.map((type) => type.name).join(', ');
