import type { Generated, Insertable, Selectable } from 'kysely'

export interface KnowledgeTables {
  knowledge_state: KnowledgeStateTable
  publications: PublicationsTable
  sources: SourcesTable
  source_versions: SourceVersionsTable
  passages: PassagesTable
  ingested_files: IngestedFilesTable
  file_versions: FileVersionsTable
  offices: OfficesTable
  rankers: RankersTable
  withdrawn_answers: WithdrawnAnswersTable
  qa_proposals: QaProposalsTable
}

/** Stands in `withdrawn_revision` until the next publication puts its number there. */
export const NEXT_REVISION = 2_147_483_647

/** One row, id 1. `revision` counts publications: every process follows it. */
interface KnowledgeStateTable {
  id: number
  revision: number
  /** With which reader `article_dependencies` were read out of guides and Q&A; 0: not yet. */
  dependencies_read: Generated<number>
  /** Day in China up to which cited articles were looked at; null: never. */
  dependents_checked_on: Generated<string | null>
}

/** Written by a trigger whenever the revision changes. */
interface PublicationsTable {
  revision: number
  /** Random: after a restored backup the same number is given to another publication. */
  id: string
}

/** One document: a law (all its versions), a guide, a Q&A. */
interface SourcesTable {
  id: string
  kind: 'statute' | 'guide' | 'faq'
  /** As printed: 中华人民共和国公司法. */
  title: string
  /** Title without 中华人民共和国 and without a bracketed date, the key by which versions of one law meet. */
  short_title: string
  /** GB/T 2260 division code; null: the whole country. */
  region_code: string | null
}

/** The text of a source as published on a date. */
interface SourceVersionsTable {
  id: string
  source_id: string
  /** Adoption date of the version: the one in the file's name, else the latest in its notes. */
  version_date: string | null
  effective_from: string | null
  /** First day on which the version is no longer in force. */
  effective_to: string | null
  status: 'draft' | 'in_review' | 'published' | 'withdrawn'
  issuing_body: string | null
  /** Path relative to the ingested folder, `/` as separator; of several files that hold the version, the one read last. */
  file: string
  /** JSON: StatuteDetails, or GuideDetails of a guide or Q&A. */
  details: string
  created_at: string
  /** JSON of the columns that the next publication changes, with their values to be; null: none. */
  waiting: string | null
  /** Written by a trigger: the publication that made or changed it, or will; 0: one before this was written down. */
  changed_revision: Generated<number>
}

/**
 * The unit of retrieval. A row is visible at revision R when published_revision <= R and not withdrawn_revision <= R.
 * A row that waits for the next publication has published_revision null, or withdrawn_revision NEXT_REVISION.
 */
interface PassagesTable {
  /** Stable over re-ingestion of unchanged text. */
  id: string
  version_id: string
  /** Position in the version, from 0. */
  ordinal: number
  kind: 'statute' | 'guide' | 'faq'
  /** Title of the law without 中华人民共和国 (民法典), of the guide, or the question of a Q&A. */
  title: string
  /** 第一千零七十七条 as written; null for notes, annexes, guides and Q&A. */
  article: string | null
  /** 1077; with `article_suffix` 1 for 第一百二十条之一. */
  article_number: number | null
  article_suffix: number | null
  /** 婚姻家庭编 / 第四章 离婚; the section of a guide. */
  heading_path: string
  text: string
  /** Other wordings of the question, one a line: an indexed field of its own. */
  asks: string
  matter: string | null
  /** JSON string[] of service lines. */
  service_lines: string
  published_revision: number | null
  withdrawn_revision: number | null
}

/** What `wenfa ingest` has read: decides whether a file is unchanged, and repeats its problems when it is. */
interface IngestedFilesTable {
  /** Where it lies, absolute; for files that belong to the program a path of their own, starter/labour.md. */
  path: string
  /** As in `source_versions.file`. */
  file: string
  content_hash: string
  /** Kind and region given on the command line, and the version of the parsers. */
  settings: string
  /** JSON FileProblem[]. */
  problems: string
}

/** Which files hold a version: it is withdrawn when none does. */
interface FileVersionsTable {
  /** As in `ingested_files.path`. */
  path: string
  version_id: string
  /** Of a confirmed answer: where the file holds it, from 1. */
  line: number | null
}

interface OfficesTable {
  id: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  region_code: string
  parent_id: string | null
  address: string
  phone: string
  hours: string
  /** JSON string[]. */
  service_lines: string
  longitude: number | null
  latitude: number | null
}

/** Orders of articles fitted to confirmed answers; the last one counts. `network` and `report` are JSON. */
interface RankersTable {
  id: Generated<number>
  network: string
  report: string
  /** Knowledge revision that it was fitted at; 0: unknown. */
  revision: Generated<number>
  created_at: string
}

/** Confirmed answers that no file brings back until they are restored. */
interface WithdrawnAnswersTable {
  /** As in `source_versions.id`, which is made from what the answer says. */
  version_id: string
  withdrawn_at: string
}

/** Texts hold no personal data: they are to be published. */
interface QaProposalsTable {
  id: string
  /** `draft`: with its author, at first or sent back. Whether a published one was withdrawn, `withdrawn_answers` says. */
  status: 'draft' | 'in_review' | 'published' | 'merged'
  /** Counts changes, from 1. */
  version: number
  /** A ticket is proposed once; null: not from a ticket. */
  ticket_number: string | null
  /** Where the ticket lay, and so who reviews; null: the whole province. */
  office_id: string | null
  question: string
  answer: string
  matter: string
  /** null: everywhere. */
  region_code: string | null
  /** JSON string[]: the articles that the answer names, by full title, when it was last written. */
  citations: string
  author_id: string
  author_name: string
  /** Who changed it in review. */
  editor_id: string | null
  editor_name: string | null
  submitted_at: string
  decider_name: string | null
  decided_at: string | null
  /** Why it was sent back. */
  reason: string | null
  /** As in `source_versions.id`, once published. */
  answer_version_id: string | null
}

export type SourceRow = Selectable<SourcesTable>
export type SourceVersionRow = Selectable<SourceVersionsTable>
export type NewPassageRow = Insertable<PassagesTable>
export type PassageRow = Selectable<PassagesTable>
export type OfficeRow = Selectable<OfficesTable>
export type QaProposalRow = Selectable<QaProposalsTable>
