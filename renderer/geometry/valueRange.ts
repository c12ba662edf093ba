/** Smallest and largest of the values; there must be at least one. */
export function valueRange(values: Int16Array): [number, number] {
  let [low, high] = [values[0]!, values[0]!];
  for (let n = 1; n < values.length; n += 1) {
    const value = values[n]!;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  return [low, high];
}
