/** Brings a vector to unit length. @returns false, nothing changed, for the zero vector */
export function normalizeInPlace(vector: Float32Array): boolean {
  let square = 0
  for (let d = 0; d < vector.length; d++) square += vector[d]! * vector[d]!
  if (square === 0) return false
  const length = Math.sqrt(square)
  for (let d = 0; d < vector.length; d++) vector[d]! /= length
  return true
}
