import type { Selectable } from 'kysely'

export interface QualityTables {
  eval_cases: EvalCasesTable
  gaps: GapsTable
  qa_apart: QaApartTable
}

/** A question that is asked again and again, to see whether it still gets what decides it. */
interface EvalCasesTable {
  id: string
  /** Personal data replaced by tokens. */
  question: string
  /** `YYYY-MM-DD`; null: the law of the day of the run. */
  as_of: string | null
  region_code: string | null
  /** JSON ExpectedPassage[]; any of them is right. */
  expected: string
  note: string
  author_id: string
  author_name: string
  created_at: string
  /** JSON CaseRun; null: never run. */
  last_run: string | null
}

/** A gap that staff took up or closed; what nobody has touched has no row, and is worked out from the turns. */
interface GapsTable {
  id: string
  /** Masked, as a citizen asked it: other questions belong to the gap when they are alike. */
  question: string
  /** Which fills it, once it is published. */
  draft_id: string | null
  opened_by: string
  opened_at: string
  closed_by: string | null
  closed_at: string | null
  note: string | null
}

/** Two Q&A of which staff said that they are not the same, the smaller id first. */
interface QaApartTable {
  /** As in `source_versions.id`. */
  version_id: string
  other_version_id: string
  said_by: string
  said_at: string
}

export type EvalCaseRow = Selectable<EvalCasesTable>
export type GapRow = Selectable<GapsTable>
