export interface FileProblem {
  file: string
  /** 1-based; null where the whole file is meant. */
  line: number | null
  message: string
  /** The whole file could not be used, not only a line of it. */
  unread: boolean
}

export interface IngestReport {
  files: { total: number; new: number; changed: number; unchanged: number; unread: number }
  /** What the files read in this run hold. */
  versions: number
  provisions: number
  guides: number
  questions: number
  offices: number
  /** Passages added to and taken out of the published knowledge. */
  published: number
  withdrawn: number
  revision: number
  problems: FileProblem[]
  tookMs: number
}
