/** One after the other: a statement takes so many values at most. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  work: (some: T[]) => Promise<R>,
): Promise<R[]> {
  const done: R[] = []
  for (let start = 0; start < items.length; start += size) {
    done.push(await work(items.slice(start, start + size)))
  }
  return done
}
