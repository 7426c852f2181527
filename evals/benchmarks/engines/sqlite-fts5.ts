import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { analyzeText, queryTerms } from '../../../retrieval/tokenize.js'
import { openDatabase } from '../../../storage/open-database.js'
import type { BuildEngine } from './engine.js'

const PASSAGES_A_STATEMENT = 200

/** SQLite's own full-text index, fed with our terms between spaces. */
export const buildSqliteFts5: BuildEngine = async (passages) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenfa-fts5-'))
  const { db, close } = await openDatabase({ dataDir })
  await sql`create virtual table found using fts5(title, heading, text, content = '', tokenize = "unicode61 tokenchars '#'")`.execute(
    db,
  )
  const terms = (text: string) => analyzeText(text).terms.join(' ')
  await db.transaction().execute(async (trx) => {
    for (let start = 0; start < passages.length; start += PASSAGES_A_STATEMENT) {
      const rows = passages
        .slice(start, start + PASSAGES_A_STATEMENT)
        .map((p, i) => sql`(${start + i + 1}, ${terms(p.title)}, ${terms(p.heading_path)}, ${terms(p.text)})`)
      await sql`insert into found (rowid, title, heading, text) values ${sql.join(rows)}`.execute(trx)
    }
  })
  return {
    async search(question) {
      const match = queryTerms(question)
        .map(({ term }) => `"${term}"`)
        .join(' OR ')
      if (match === '') return []
      const { rows } = await sql<{ rowid: number }>`
        select rowid from found where found match ${match} order by bm25(found, 0.5, 2, 1) limit 100`.execute(
        db,
      )
      return rows.map(({ rowid }) => rowid - 1)
    },
    async close() {
      await close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
