/** Logarithms of weights become shares of 1, in place. */
export function softmax(logs: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logs.length; i++) highest = Math.max(highest, logs[i]!)
  let sum = 0
  for (let i = 0; i < logs.length; i++) {
    logs[i] = Math.exp(logs[i]! - highest)
    sum += logs[i]!
  }
  for (let i = 0; i < logs.length; i++) logs[i]! /= sum
}
