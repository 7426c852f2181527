import type { Selectable } from 'kysely'

export interface DraftTables {
  uploads: UploadsTable
  watched_files: WatchedFilesTable
  drafts: DraftsTable
  draft_sources: DraftSourcesTable
  draft_comments: DraftCommentsTable
  source_care: SourceCareTable
  knowledge_tokens: KnowledgeTokensTable
}

/** Files that were brought in together. */
interface UploadsTable {
  id: string
  author_id: string
  author_name: string
  created_at: string
  /** null: it is being read. */
  ended_at: string | null
  /** How many files it has, those in archives counted singly; so many were read so far. */
  files: number
  read_files: number
  /** JSON UploadedFile[]: what became of each, in the order of reading. */
  report: string
}

/** What of the watched folder was taken in, or could not be. */
interface WatchedFilesTable {
  /** SHA-256 of its bytes, hex; of what cannot be opened its name, size and time. */
  content_hash: string
  /** Path in the folder. */
  file: string
  upload_id: string
  taken_at: string
}

/** A document on its way into the knowledge base: one file, or a text that staff write here. */
interface DraftsTable {
  id: string
  /** `scheduled`: approved, and published on `publish_at`. */
  status: 'draft' | 'in_review' | 'scheduled' | 'published' | 'discarded'
  /** Counts changes, from 1. */
  version: number
  /** null: written here. */
  upload_id: string | null
  kind: 'statute' | 'guide' | 'faq'
  /** Of its first source. */
  title: string
  /** Name as uploaded, with its folders in the archive. */
  file: string
  /** SHA-256 of the bytes uploaded, hex; null: written here. */
  content_hash: string | null
  /** The bytes uploaded, base64; null where they are the text. */
  original: string | null
  /** The text that was read out of them. */
  text: string
  /** Chosen by staff; null: the document says it. */
  region_code: string | null
  /** JSON ParsedSource[]. */
  parsed: string
  /** JSON LineProblem[]: what staff should look at. */
  problems: string
  /** The version that it takes the place of, as in `source_versions.id`; null: none, or the next of a law. */
  replaces_version_id: string | null
  author_id: string
  author_name: string
  /** JSON: ids of all who wrote or changed it; none of them publishes it. */
  hands: string
  editor_name: string | null
  created_at: string
  changed_at: string
  submitted_at: string | null
  decider_name: string | null
  decided_at: string | null
  /** Why it was sent back. */
  reason: string | null
  publish_at: string | null
  published_at: string | null
}

/** What sources a draft holds: a table of Q&A has one a row. */
interface DraftSourcesTable {
  draft_id: string
  /** As in `sources.id`, where it is published; made from what it is called. */
  source_id: string
}

interface DraftCommentsTable {
  id: string
  draft_id: string
  author_id: string
  author_name: string
  text: string
  created_at: string
}

/** Who looks after a source, and until when it may be trusted. */
interface SourceCareTable {
  source_id: string
  /** Counts changes, from 1. */
  version: number
  owner_id: string | null
  owner_name: string | null
  /** `YYYY-MM-DD`, when it is to be read again; null: not set. */
  review_by: string | null
  /** `YYYY-MM-DD`, the first day on which it is no longer used; null: not set. */
  expires_on: string | null
  changed_by: string
  changed_at: string
}

/** With which another program uses the API of the knowledge base. */
interface KnowledgeTokensTable {
  id: string
  name: string
  /** SHA-256, hex. */
  token_hash: string
  /** JSON ('read' | 'write' | 'publish')[]. */
  scopes: string
  created_by: string
  created_by_id: string
  created_at: string
  last_used_at: string | null
  expires_at: string
  revoked_at: string | null
}

export type UploadRow = Selectable<UploadsTable>
export type DraftRow = Selectable<DraftsTable>
export type SourceCareRow = Selectable<SourceCareTable>
export type KnowledgeTokenRow = Selectable<KnowledgeTokensTable>
