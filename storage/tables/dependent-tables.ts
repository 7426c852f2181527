import type { Selectable } from 'kysely'

export interface DependentTables {
  article_dependencies: ArticleDependenciesTable
  dependent_flags: DependentFlagsTable
  dependents_policy: DependentsPolicyTable
  answer_entries: AnswerEntriesTable
  correction_notices: CorrectionNoticesTable
  corrected_conversations: CorrectedConversationsTable
}

/** An article that a guide or Q&A names. */
interface ArticleDependenciesTable {
  /** The guide or Q&A, as in `source_versions.id`. */
  version_id: string
  /** As written there. */
  law: string
  number: number
  suffix: number
  /** The law that is meant; null: it is not loaded. */
  source_id: string | null
  /** The article as it stood when the guide or Q&A was last right; null: it was not in force. */
  passage_id: string | null
}

/** What became of a cited article. As long as one is open, somebody has to look at the guide or Q&A. */
interface DependentFlagsTable {
  id: string
  version_id: string
  law: string
  number: number
  suffix: number
  source_id: string
  /** `removed`: the law has no such article any more; `repealed`: no text of the law is in force. */
  why: 'changed' | 'removed' | 'repealed'
  old_passage_id: string
  /** null: there is none. */
  new_passage_id: string | null
  /** 1: the guide or Q&A is out of use until somebody decides. */
  is_suspended: number
  /** Knowledge revision with which it came. */
  revision: number
  since: string
  /** `kept`: right as it is; `withdrawn`: taken out; `replaced`: written anew. */
  status: 'open' | 'kept' | 'withdrawn' | 'replaced'
  decider_name: string | null
  decided_at: string | null
  /** When the audit log got it. */
  recorded_at: string | null
}

/** One row, id 1; none: `suspend`. */
interface DependentsPolicyTable {
  id: number
  mode: 'suspend' | 'flag'
  /** Counts changes, from 1. */
  version: number
  changed_by: string | null
  changed_at: string | null
}

/** On which guides and Q&A the answers that citizens got rest. */
interface AnswerEntriesTable {
  /** As it was then, in `source_versions.id`. */
  version_id: string
  reply_id: string
  conversation_id: string
  created_at: string
}

/** What citizens are to be told of an answer that is no longer right. */
interface CorrectionNoticesTable {
  id: string
  /** The guide or Q&A. */
  version_id: string
  title: string
  text: string
  /** Answers so many days before its approval count. */
  days: number
  /** `approved`: citizens are being told. */
  status: 'proposed' | 'approved' | 'sent' | 'dropped'
  /** Counts changes, from 1. */
  version: number
  author_id: string
  author_name: string
  created_at: string
  decider_name: string | null
  decided_at: string | null
  /** How many conversations got it; null: not sent. */
  told: number | null
}

/** Each conversation is told once of one guide or Q&A. */
interface CorrectedConversationsTable {
  version_id: string
  conversation_id: string
  notice_id: string
}

export type CorrectionNoticeRow = Selectable<CorrectionNoticesTable>
export type DependentFlagRow = Selectable<DependentFlagsTable>
