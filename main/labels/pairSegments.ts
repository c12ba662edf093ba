/** A label with its name. */
export interface NamedLabel {
  readonly value: number;
  readonly name: string;
}

/** Labels of two maps that mean the same; null where one of them has none that does. */
export interface SegmentPair {
  readonly name: string;
  readonly valueA: number | null;
  readonly valueB: number | null;
}

/**
 * Which labels of two maps are to be compared: those of one name, whatever its capitals. Of what is left, where a map
 * has nothing but numbers for names (`isNumbered`) those of one value, and a single one on either side with each other.
 * The rest stays alone. In the order of `a`, then of `b`.
 */
export function pairSegments(
  a: readonly NamedLabel[],
  b: readonly NamedLabel[],
  isNumbered = false,
): SegmentPair[] {
  const partnerOf = new Map<NamedLabel, NamedLabel>();
  const left = (labels: readonly NamedLabel[]) => {
    const paired = new Set([...partnerOf].flat());
    return labels.filter((label) => !paired.has(label));
  };
  const pairBy = (isSame: (one: NamedLabel, other: NamedLabel) => boolean) => {
    for (const one of left(a)) {
      const other = left(b).find((candidate) => isSame(one, candidate));
      if (other) partnerOf.set(one, other);
    }
  };
  pairBy((one, other) => plain(one.name) === plain(other.name));
  if (isNumbered) pairBy((one, other) => one.value === other.value);
  if (a.length === 1 && b.length === 1) pairBy(() => true);
  return [
    ...a.map((one) => ({ name: one.name, valueA: one.value, valueB: partnerOf.get(one)?.value ?? null })),
    ...left(b).map(({ name, value }) => ({ name, valueA: null, valueB: value })),
  ];
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
