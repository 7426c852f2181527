import type { Db } from '../../storage/database.js'

export interface TestLaw {
  title: string
  /** Article number → text. */
  articles: Record<number, string>
  /** Article number → 编, 章, 节 that it stands in. */
  headings?: Record<number, string>
  kind?: 'statute' | 'guide' | 'faq'
  versionDate?: string
  effectiveFrom?: string | null
  effectiveTo?: string | null
  regionCode?: string | null
  issuingBody?: string | null
  /** Other wordings, of a guide or Q&A. */
  asks?: string[]
  cites?: string[]
  /** Brought in by `wenfa learn`. */
  learned?: boolean
}

const DIGITS = '零一二三四五六七八九'

/** 12 → 第十二条; below 100. */
function label(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const tenWords = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`
  return `第${tenWords}${ones === 0 && tens > 0 ? '' : DIGITS[ones]}条`
}

/** Publishes laws, guides and Q&A as one revision. @returns the revision */
export async function publish(db: Db, laws: readonly TestLaw[]): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const state = await trx.selectFrom('knowledge_state').select('revision').executeTakeFirstOrThrow()
    const revision = state.revision + 1
    for (const law of laws) {
      const { title, kind = 'statute', regionCode = null, versionDate = '2020-01-01' } = law
      const sourceId = `${kind} ${title} ${regionCode}`
      await trx
        .insertInto('sources')
        .values({ id: sourceId, kind, title, short_title: title, region_code: regionCode })
        .onConflict((c) => c.column('id').doNothing())
        .execute()
      const versionId = `${sourceId} ${versionDate}`
      await trx
        .insertInto('source_versions')
        .values({
          id: versionId,
          source_id: sourceId,
          version_date: versionDate,
          effective_from: law.effectiveFrom === undefined ? versionDate : law.effectiveFrom,
          effective_to: law.effectiveTo ?? null,
          status: 'published',
          issuing_body: law.issuingBody ?? null,
          file: law.learned ? 'answers.jsonl' : `${title}(${versionDate}).md`,
          details: JSON.stringify({ asks: law.asks ?? [], cites: law.cites ?? [] }),
          created_at: '2026-01-01T00:00:00Z',
        })
        .execute()
      const rows = Object.entries(law.articles).map(([number, text], ordinal) => ({
        id: `${versionId} ${number}`,
        version_id: versionId,
        ordinal,
        kind,
        title,
        article: kind === 'statute' ? label(Number(number)) : null,
        article_number: kind === 'statute' ? Number(number) : null,
        article_suffix: kind === 'statute' ? 0 : null,
        heading_path: law.headings?.[Number(number)] ?? '',
        text,
        asks: law.asks?.join('\n') ?? '',
        matter: null,
        service_lines: '[]',
        published_revision: revision,
        withdrawn_revision: null,
      }))
      for (let i = 0; i < rows.length; i += 200) {
        await trx
          .insertInto('passages')
          .values(rows.slice(i, i + 200))
          .execute()
      }
    }
    await trx.updateTable('knowledge_state').set({ revision }).execute()
    return revision
  })
}

/** Withdraws all passages of a title as one revision. */
export async function withdraw(db: Db, title: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { revision } = await trx.selectFrom('knowledge_state').select('revision').executeTakeFirstOrThrow()
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: revision + 1 })
      .where('title', '=', title)
      .execute()
    await trx
      .updateTable('knowledge_state')
      .set({ revision: revision + 1 })
      .execute()
  })
}
