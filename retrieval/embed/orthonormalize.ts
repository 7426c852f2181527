/**
 * Makes the columns of a matrix orthonormal in place, by the Cholesky factor of its Gram matrix. Columns that
 * depend on earlier ones become zero.
 * @param matrix row-major, rows × columns
 */
export function orthonormalize(matrix: Float32Array, columns: number): void {
  const rows = matrix.length / columns
  const gram = new Float64Array(columns * columns)
  for (let r = 0; r < rows; r++) {
    const row = matrix.subarray(r * columns, (r + 1) * columns)
    for (let i = 0; i < columns; i++) {
      const a = row[i]!
      if (a === 0) continue
      const base = i * columns
      for (let j = 0; j <= i; j++) gram[base + j]! += a * row[j]!
    }
  }
  const lower = cholesky(gram, columns)
  for (let r = 0; r < rows; r++) {
    const row = matrix.subarray(r * columns, (r + 1) * columns)
    for (let i = 0; i < columns; i++) {
      const diagonal = lower[i * columns + i]!
      let sum = row[i]!
      for (let j = 0; j < i; j++) sum -= lower[i * columns + j]! * row[j]!
      row[i] = diagonal === 0 ? 0 : sum / diagonal
    }
  }
}

function cholesky(gram: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram[i * size + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!
      if (i === j) lower[i * size + i] = sum > 1e-9 * gram[i * size + i]! && sum > 0 ? Math.sqrt(sum) : 0
      else lower[i * size + j] = lower[j * size + j] === 0 ? 0 : sum / lower[j * size + j]!
    }
  }
  return lower
}
