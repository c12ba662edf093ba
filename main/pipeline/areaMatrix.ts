/**
 * Averaging matrix of adaptive average pooling (MONAI's Resize mode "area", up-sampling too): output n is the mean of
 * inputs [floor(n size / count), ceil((n + 1) size / count)). Row-major [count, size]; every row sums to 1.
 */
export function areaMatrix(size: number, count: number): Float32Array {
  const matrix = new Float32Array(count * size);
  for (let n = 0; n < count; n++) {
    const from = Math.floor((n * size) / count);
    const to = Math.ceil(((n + 1) * size) / count);
    matrix.fill(1 / (to - from), n * size + from, n * size + to);
  }
  return matrix;
}

/** A row-major [rows, columns] matrix, transposed. */
export function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const transposed = new Float32Array(matrix.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) transposed[c * rows + r] = matrix[r * columns + c];
  return transposed;
}
