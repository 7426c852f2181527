import { randomUUID } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { DependentFlagRow, Tables } from '../../storage/tables.js'
import { plain } from '../compare-versions.js'
import { inChunks } from './in-chunks.js'
import { readArticles, readLaws } from './laws-in-force.js'
import { liftSuspension } from './lift-suspension.js'
import { isSuspending, suspend } from './suspend.js'

const IDS_A_STATEMENT = 400

type Dependency = Pick<
  Selectable<Tables['article_dependencies']>,
  'version_id' | 'law' | 'number' | 'suffix' | 'source_id' | 'passage_id'
> & { region_code: string | null; status: string; isChanged?: boolean }

interface Check {
  /** Laws that changed, as in `sources.id`. */
  laws: ReadonlySet<string> | 'all'
  /** Guides and Q&A that changed themselves. */
  entries: readonly string[]
  revision: number
  /** `YYYY-MM-DD` */
  today: string
  now: Date
}

/**
 * Compares each article that guides and Q&A name with what it was when they were last right. One that was not in force
 * then begins to count with the text that it has now; one that says again what it said has not to be looked at.
 * @returns how many guides and Q&A were taken out of use or put back
 */
export async function checkDependencies(
  trx: Transaction<Tables>,
  { laws, entries, revision, today, now }: Check,
): Promise<number> {
  const dependencies = await dependenciesOn(trx, laws, entries)
  if (dependencies.length === 0) return 0
  await resolveLaws(trx, dependencies)
  const wanted = new Map<string, Set<number>>()
  for (const { source_id, number } of dependencies) {
    if (source_id === null) continue
    const numbers = wanted.get(source_id) ?? new Set()
    wanted.set(source_id, numbers.add(number))
  }
  const { article, isInForce } = await readArticles(trx, wanted, today)
  const texts = await textsOf(trx, dependencies)
  const open = await openFlags(trx, dependencies)
  const mode = (await isSuspending(trx)) ? 1 : 0
  const flagged = new Set<string>()
  const healed: DependentFlagRow[] = []
  for (const dependency of dependencies) {
    const { source_id, number, suffix, passage_id } = dependency
    if (source_id === null) continue
    const current = article(source_id, number, suffix)
    const known = open.get(keyOf(dependency))
    if (passage_id === null || (current && plain(current.text) === texts.get(passage_id))) {
      if (known && passage_id !== null) healed.push(known)
      if (current && current.passageId !== passage_id)
        Object.assign(dependency, { passage_id: current.passageId, isChanged: true })
      continue
    }
    const found = {
      why: current ? 'changed' : isInForce(source_id) ? 'removed' : 'repealed',
      new_passage_id: current?.passageId ?? null,
    } as const
    const { version_id, law, status } = dependency
    if (known) {
      const isOther = known.why !== found.why || known.new_passage_id !== found.new_passage_id
      const suspends = mode === 1 && isOther && status === 'published'
      if (suspends) flagged.add(version_id)
      await trx
        .updateTable('dependent_flags')
        .set({ ...found, ...(suspends && { is_suspended: 1, recorded_at: null }) })
        .where('id', '=', known.id)
        .execute()
      continue
    }
    if (status !== 'published') continue
    await trx
      .insertInto('dependent_flags')
      .values({
        id: randomUUID(),
        ...{ version_id, law, number, suffix, source_id, ...found },
        old_passage_id: passage_id,
        is_suspended: mode,
        revision,
        since: now.toISOString(),
        status: 'open',
        decider_name: null,
        decided_at: null,
        recorded_at: null,
      })
      .execute()
    flagged.add(version_id)
  }
  await storeChanged(trx, dependencies)
  if (mode === 1) await suspend(trx, [...flagged], revision, now)
  const lifted = await liftSuspension(trx, { healed, open: [...open.values()], revision, now })
  const changed = lifted.length + (mode === 1 ? flagged.size : 0)
  if (lifted.length === 0) return changed
  // While they were out of use, their other articles were not looked at.
  return changed + (await checkDependencies(trx, { laws: new Set(), entries: lifted, revision, today, now }))
}

/** Of guides and Q&A that are in use, or that wait for somebody to decide. */
async function dependenciesOn(
  trx: Transaction<Tables>,
  laws: ReadonlySet<string> | 'all',
  entries: readonly string[],
): Promise<Dependency[]> {
  const from = trx
    .selectFrom('article_dependencies as d')
    .innerJoin('source_versions as v', 'v.id', 'd.version_id')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select(['d.version_id', 'd.law', 'd.number', 'd.suffix', 'd.source_id', 'd.passage_id'])
    .select(['s.region_code', 'v.status'])
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('v.status', '=', 'published'),
        exists(
          selectFrom('dependent_flags as f')
            .select('f.id')
            .whereRef('f.version_id', '=', 'd.version_id')
            .where('f.status', '=', 'open'),
        ),
      ]),
    )
  if (laws === 'all') return from.execute()
  const found = [
    ...(laws.size > 0 ? [await from.where('d.source_id', 'is', null).execute()] : []),
    ...(await inChunks([...laws], IDS_A_STATEMENT, (ids) => from.where('d.source_id', 'in', ids).execute())),
    ...(await inChunks(entries, IDS_A_STATEMENT, (ids) => from.where('d.version_id', 'in', ids).execute())),
  ].flat()
  return [...new Map(found.map((row) => [keyOf(row), row])).values()]
}

async function resolveLaws(trx: Transaction<Tables>, dependencies: Dependency[]): Promise<void> {
  const unknown = dependencies.filter(({ source_id }) => source_id === null)
  if (unknown.length === 0) return
  const { meant } = await readLaws(trx)
  const known = new Map<string, string | null>()
  for (const dependency of unknown) {
    const { law, region_code } = dependency
    const key = `${region_code} ${law}`
    if (!known.has(key)) known.set(key, meant(law, region_code))
    const source_id = known.get(key) ?? null
    if (source_id !== null) Object.assign(dependency, { source_id, isChanged: true })
  }
}

/** Many name the same article: one statement for all of them. */
async function storeChanged(trx: Transaction<Tables>, dependencies: readonly Dependency[]): Promise<void> {
  const groups = new Map<string, Dependency[]>()
  for (const dependency of dependencies) {
    if (!dependency.isChanged) continue
    const { law, number, suffix, source_id, passage_id } = dependency
    const key = [law, number, suffix, source_id, passage_id].join(' ')
    const group = groups.get(key)
    if (group) group.push(dependency)
    else groups.set(key, [dependency])
  }
  for (const group of groups.values()) {
    const { law, number, suffix, source_id, passage_id } = group[0]!
    await inChunks(group, IDS_A_STATEMENT, (some) =>
      trx
        .updateTable('article_dependencies')
        .set({ source_id, passage_id })
        .where(
          'version_id',
          'in',
          some.map(({ version_id }) => version_id),
        )
        .where('law', '=', law)
        .where('number', '=', number)
        .where('suffix', '=', suffix)
        .execute(),
    )
  }
}

async function textsOf(
  trx: Transaction<Tables>,
  dependencies: readonly Dependency[],
): Promise<Map<string, string>> {
  const ids = [...new Set(dependencies.flatMap(({ passage_id }) => passage_id ?? []))]
  const rows = await inChunks(ids, IDS_A_STATEMENT, (some) =>
    trx.selectFrom('passages').select(['id', 'text']).where('id', 'in', some).execute(),
  )
  return new Map(rows.flat().map(({ id, text }) => [id, plain(text)]))
}

async function openFlags(
  trx: Transaction<Tables>,
  dependencies: readonly Dependency[],
): Promise<Map<string, DependentFlagRow>> {
  const ids = [...new Set(dependencies.map(({ version_id }) => version_id))]
  const rows = await inChunks(ids, IDS_A_STATEMENT, (some) =>
    trx
      .selectFrom('dependent_flags')
      .selectAll()
      .where('version_id', 'in', some)
      .where('status', '=', 'open')
      .execute(),
  )
  return new Map(rows.flat().map((row) => [keyOf(row), row]))
}

function keyOf(row: Pick<Dependency, 'version_id' | 'law' | 'number' | 'suffix'>): string {
  return [row.version_id, row.law, row.number, row.suffix].join(' ')
}
