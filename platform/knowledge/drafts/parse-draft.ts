import { basename } from 'node:path'
import { checkStatute } from '../../../knowledge/check-statute.js'
import type { LineProblem } from '../../../knowledge/line-problem.js'
import { parseContent } from '../../../knowledge/parse-file.js'
import { type ParsedSource, UnreadableFileError } from '../../../knowledge/parsed-source.js'
import { type ReadFile, readContent } from '../../../knowledge/read-document.js'
import { tellLineProblem } from '../../../knowledge/tell-line-problem.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { tellDoubt, tellUnreadable } from '../tell-problems.js'
import { doubtsOfText } from './doubts-of-text.js'
import { unwrittenIn } from './draft-templates.js'
import type { DraftProblem } from './draft-wire.js'

export interface ParsedDraft {
  text: string
  sources: ParsedSource[]
  problems: DraftProblem[]
}

/** More in one document would hold everybody up while it is read, shown and published. */
const MOST_ENTRIES = 5000

interface DraftFile {
  /** Its ending says how it is read. */
  name: string
  bytes: Buffer
  /** null: the document says it. */
  regionCode: string | null
  /** Absent: the document says it. */
  kind?: 'guide' | 'faq'
}

/** Reads a document as `wenfa ingest` would. @throws {StaffError} 400 `unreadable`, with why and what to do */
export async function parseDraft({ name, bytes, regionCode, kind }: DraftFile): Promise<ParsedDraft> {
  try {
    const path = safeName(name)
    const content = await readContent(bytes, path)
    const { sources, offices, problems } = parseContent(content, {
      path,
      relativePath: name,
      regionCode: regionCode ?? undefined,
      kind,
    })
    if (sources.length === 0 && offices.length > 0)
      throw knowledgeErrors.unreadable('这是机构名录，请在“机构”页面导入。')
    if (sources.length > MOST_ENTRIES)
      throw knowledgeErrors.unreadable(
        `一个文件最多 ${MOST_ENTRIES} 条，这里有 ${sources.length} 条，请拆开再传。`,
      )
    const text = textOf(content)
    return {
      text,
      sources,
      problems: [...templatesIn(sources, text), ...problems.map(told), ...doubtsOf(sources)],
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw knowledgeErrors.unreadable(tellUnreadable(error))
    throw error
  }
}

/** The date in the name counts, so the name stays; without what no file system takes. */
function safeName(name: string): string {
  const safe = basename(name.replaceAll('\\', '/')).replace(/[\p{Cc}<>:"|?*]/gu, '_')
  return Buffer.byteLength(safe) <= 200 ? safe : safe.slice(-60)
}

function textOf(content: ReadFile): string {
  return content.format === 'table'
    ? content.rows.map(({ cells }) => cells.join('\t')).join('\n')
    : content.text
}

const told = ({ line, message }: LineProblem): DraftProblem => ({ line, message: tellLineProblem(message) })

/** It cannot be submitted before they are replaced. */
function templatesIn(sources: readonly ParsedSource[], text: string): DraftProblem[] {
  const lines = text.split('\n')
  return sources.flatMap(unwrittenIn).map(({ place, words }) => ({
    line: lines.findIndex((line) => line.includes(words)) + 1 || null,
    message: `${place}还是示例文字“${words}”，请改成要写的内容；改好才能提交审核。`,
  }))
}

function doubtsOf(sources: readonly ParsedSource[]): DraftProblem[] {
  return sources
    .flatMap((source) =>
      source.kind === 'statute' ? checkStatute(source).map(tellDoubt) : doubtsOfText(source),
    )
    .map((message) => ({ line: null, message }))
}
