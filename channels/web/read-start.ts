import type { ReadSwitches } from '../../bot/switches.js'
import { chinaDate } from '../../knowledge/china-date.js'
import { readDataAsOf } from '../../knowledge/data-as-of.js'
import type { GuideDetails } from '../../knowledge/guide-details.js'
import { MATTERS, type Matter } from '../../knowledge/matter.js'
import { readRevision, visible } from '../../retrieval/read-passages.js'
import type { Db } from '../../storage/database.js'
import type { StartView, WebLimits } from './web-deps.js'

const QUESTIONS_OF_A_MATTER = 6
/** A question button on a phone holds about two lines. */
const LONGEST_QUESTION = 30

interface ReadStartDeps {
  db: Db
  readSwitches: ReadSwitches
  limits: Pick<WebLimits, 'suggestedTextLength' | 'maxTextLength'>
  now(): Date
}

type Knowledge = Omit<StartView, 'paused'>

/**
 * The start view from what is published now; worked out once for each revision of the knowledge and each day. What is
 * switched off is asked each time.
 */
export function createReadStart({ db, readSwitches, limits, now }: ReadStartDeps): () => Promise<StartView> {
  let cached: { key: string; view: Promise<Knowledge> } | undefined

  return async () => {
    const [revision, off] = await Promise.all([readRevision(db), readSwitches()])
    const paused = off.has('web') ? 'channel' : off.has('answers') ? 'answers' : null
    const today = chinaDate(now())
    const key = `${revision} ${today}`
    if (cached?.key !== key) {
      const view = read(revision, today)
      cached = { key, view }
      view.catch(() => {
        cached = undefined
      })
    }
    return { ...(await cached.view), paused }
  }

  async function read(revision: number, today: string): Promise<Knowledge> {
    const [groups, dataAsOf] = await Promise.all([readGroups(revision, today), readDataAsOf(db, today)])
    const { suggestedTextLength, maxTextLength } = limits
    return { groups, dataAsOf, suggestedTextLength, maxTextLength }
  }

  async function readGroups(revision: number, today: string): Promise<StartView['groups']> {
    const rows = await visible(db, revision)
      .innerJoin('source_versions', 'source_versions.id', 'passages.version_id')
      .innerJoin('sources', 'sources.id', 'source_versions.source_id')
      .select(['passages.title', 'passages.matter', 'source_versions.details'])
      .where('passages.kind', '=', 'faq')
      .where('passages.matter', 'is not', null)
      .where('sources.region_code', 'is', null)
      .where('source_versions.status', '=', 'published')
      .where((eb) => eb.or([eb('effective_from', 'is', null), eb('effective_from', '<=', today)]))
      .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', today)]))
      .orderBy('passages.title')
      .execute()
    // What other entries lead to most is what most people need: it comes first.
    const ledTo = new Map<string, number>()
    for (const { details } of rows) {
      for (const question of (JSON.parse(details) as GuideDetails).followUps)
        ledTo.set(bare(question), (ledTo.get(bare(question)) ?? 0) + 1)
    }
    const byNeed = [...new Map(rows.map((row) => [row.title, row])).values()].sort(
      (a, b) => (ledTo.get(bare(b.title)) ?? 0) - (ledTo.get(bare(a.title)) ?? 0),
    )
    return (Object.keys(MATTERS) as Matter[]).flatMap((matter) => {
      const questions = byNeed
        .filter((row) => row.matter === matter && row.title.length <= LONGEST_QUESTION)
        .map((row) => row.title)
        .slice(0, QUESTIONS_OF_A_MATTER)
      return questions.length === 0 ? [] : [{ matter, label: MATTERS[matter], questions }]
    })
  }
}

/** Entries name each other with and without the question mark. */
function bare(question: string): string {
  return question.replace(/[^\p{L}\p{N}]/gu, '')
}
