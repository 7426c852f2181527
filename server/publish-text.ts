import { publishDocuments } from '../knowledge/ingest/publish-documents.js'
import { sourceRows } from '../knowledge/ingest/source-rows.js'
import { parseContent } from '../knowledge/parse-file.js'
import type { Db } from '../storage/database.js'

/** For tests: publishes a document as if its file had been brought in. The same name again takes its place. */
export async function publishText(db: Db, name: string, text: string, now?: () => Date): Promise<void> {
  const { sources } = parseContent({ format: 'markdown', text }, { path: name, relativePath: name })
  const path = `desk/${name}`
  await publishDocuments(db, {
    documents: [{ path, sources: sources.map((source) => sourceRows(source, path)) }],
    now,
  })
}
