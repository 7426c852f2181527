import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { type Plan, type Turn, understandingOf } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import { citeItem } from './cite-sentences.js'

const MOST_OFFICES = 3

/** Only where to go: the offices themselves are put in by `withOffices`; before them the kind of office, where a guide names it. */
export async function composeOffices(guide: Passage | null, bases: BasisList, words: Words): Promise<Answer> {
  const office = guide?.details?.office
  const kind = guide && office ? await citeItem(office, guide, bases) : null
  if (kind === null) return emptyAnswer(words.nearestOffice)
  return {
    ...emptyAnswer(words.officeKind(kind.text)),
    summaryCitationIds: kind.citationIds,
    notices: [words.noOfficeNear],
    bases: bases.bases,
  }
}

/** Adds the offices near the citizen, or asks once where they are. */
export async function withOffices(answer: Answer, turn: Turn, plan: Plan, deps: StepDeps): Promise<Answer> {
  const { offices, words } = deps
  const { serviceLine, regionCode, intent } = understandingOf(turn)
  const own = plan.kind === 'entry' ? plan.entry.details?.serviceLines : undefined
  const line = serviceLine ?? own?.[0] ?? null
  const wanted =
    plan.kind === 'offices' || intent === 'service_how_where' || (own !== undefined && own.length > 0)
  if (!wanted || plan.kind === 'basis' || plan.kind === 'article' || plan.kind === 'article_not_found')
    return answer
  if (plan.kind === 'offices' && !(await offices.any()))
    return plan.guide ? answer : { ...answer, summary: words.noOfficeNear }
  if (regionCode === null) {
    const asked = turn.history.some(
      ({ outcome, answer: { notices } }) =>
        outcome === 'clarifying_region' || notices.includes(words.askRegion),
    )
    if (asked || !(await offices.any())) return answer
    return { ...answer, notices: [...answer.notices, words.askRegion] }
  }
  const near = await offices.near(regionCode, line, plan.kind === 'offices' ? MOST_OFFICES : 1)
  if (near.length === 0) return plan.kind === 'offices' ? { ...answer, summary: words.noOfficeNear } : answer
  return {
    ...answer,
    offices: near.map(({ name, address, phone, hours }) => ({ name, address, phone, hours })),
  }
}
