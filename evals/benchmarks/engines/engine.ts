import type { IndexedPassage } from '../../../retrieval/doc-table.js'

/** A keyword search over the same passages and the same terms as ours. */
export interface Engine {
  /** @returns positions in the passages it was built from, best first, at most 100 */
  search(question: string): Promise<number[]>
  close(): Promise<void>
}

export type BuildEngine = (passages: readonly IndexedPassage[]) => Promise<Engine>
