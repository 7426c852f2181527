import { MEANT_FROM, STATUTES_SURE_FROM } from '../../../bot/decide/choose-plan.js'
import { SAME_QUESTION } from '../../../bot/decide/weigh-sources.js'
import { ASK_FROM_BEST } from '../../../bot/steps/decide.js'
import type { Tried, TryQuestion } from '../../../bot/try-question.js'
import { chinaDate } from '../../../knowledge/china-date.js'
import { fullRegionName, isRegionCode } from '../../../knowledge/regions.js'
import { createPassages } from '../../../retrieval/passages.js'
import type { Hit } from '../../../retrieval/retriever.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { readEndedBy } from './ended-by.js'
import type { AskedQuestion, TryReply } from './try-wire.js'

/** Beginning of a text, enough to tell what it is about. */
const SHOWN_TEXT = 240
/** Longer than any turn takes; a model has its own limits. */
const TIMEOUT_MS = 60_000
const THRESHOLDS: TryReply['thresholds'] = {
  entry: MEANT_FROM,
  sameQuestion: SAME_QUESTION,
  articlesSure: STATUTES_SURE_FROM,
  askBack: ASK_FROM_BEST,
}

/** Asks as a citizen does. @throws {StaffError} 400 `no_region` */
export function askOnce(
  tryQuestion: TryQuestion,
  { question, asOf, regionCode }: AskedQuestion,
): Promise<Tried> {
  if (regionCode !== null && !isRegionCode(regionCode)) throw knowledgeErrors.noRegion()
  return tryQuestion(
    { text: question, asOfDate: asOf ?? undefined, regionCode: regionCode ?? undefined },
    AbortSignal.timeout(TIMEOUT_MS),
  )
}

/** Shows the way of one question through the bot. */
export function createTester({ db, answering, now }: KnowledgeDeps) {
  const passages = createPassages(db)

  async function textsOf(hits: readonly Hit[]): Promise<(hit: Hit) => FoundView> {
    const read = await passages.byIds(hits.map(({ passageId }) => passageId))
    const texts = new Map(read.map(({ id, text }) => [id, text]))
    return ({ passageId, kind, lawTitle, article, versionDate, score }) => ({
      passageId,
      kind,
      title: lawTitle,
      article,
      versionDate,
      text: (texts.get(passageId) ?? '').slice(0, SHOWN_TEXT),
      score,
    })
  }

  return {
    /** @throws {StaffError} 400 `no_region` */
    async try(question: AskedQuestion): Promise<TryReply> {
      const { result, understanding, search, weighed, plan } = await askOnce(answering.tryQuestion, question)
      const { candidates = [], excluded = [], lookup = null } = search ?? {}
      const view = await textsOf([...candidates, ...excluded])
      const endedBy = await readEndedBy(
        db,
        excluded.filter(({ why }) => why === 'ended'),
      )
      const { bases } = result.answer
      return {
        outcome: result.outcome,
        answer: result.answer,
        understanding: understanding && {
          intent: understanding.intent,
          matter: understanding.matter,
          serviceLine: understanding.serviceLine,
          regionCode: understanding.regionCode,
          regionName: nameOf(understanding.regionCode),
          asOf: understanding.asOfDate ?? chinaDate(now()),
          searchedFor: understanding.standaloneQuestion,
        },
        named: (lookup?.references ?? []).map((each) =>
          viewNamed(each, understanding?.standaloneQuestion ?? ''),
        ),
        candidates:
          search &&
          candidates.map((each) => ({
            ...view(each),
            ways: each.ways,
            evidence: each.evidence,
            leftOut: each.leftOut,
            citedAs: bases.findIndex(({ passageId }) => passageId === each.passageId) + 1 || null,
          })),
        excluded: excluded.map((each) => ({
          ...view(each),
          why: each.why,
          effectiveFrom: each.effectiveFrom,
          effectiveTo: each.effectiveTo,
          regionName: nameOf(each.regionCode),
          endedBy: endedBy.get(each.versionId) ?? null,
        })),
        weighed: weighed && {
          entries: weighed.entries.map(({ entry, probability, asked, told }) => ({
            passageId: entry.id,
            title: entry.title,
            probability,
            asked,
            told,
          })),
          law: {
            probability: weighed.law.probability,
            // None is high enough: JSON knows no infinity.
            answerFrom: Number.isFinite(weighed.law.answerFrom) ? weighed.law.answerFrom : null,
          },
        },
        plan: plan?.kind ?? null,
        probability: result.trace.probability,
        thresholds: THRESHOLDS,
        steps: result.trace.steps,
        endedBy: result.trace.endedBy,
      }
    },
  }
}

type FoundView = Pick<
  NonNullable<TryReply['candidates']>[number],
  'passageId' | 'kind' | 'title' | 'article' | 'versionDate' | 'text' | 'score'
>
type Named = NonNullable<NonNullable<Tried['search']>['lookup']>['references'][number]

function viewNamed(
  { reference, hits, status, lawTitle, period, lastArticleNumber, suggestions }: Named,
  text: string,
): TryReply['named'][number] {
  return {
    ...{ status, lawTitle, period, lastArticleNumber, suggestions },
    name: text.slice(reference.start, reference.end),
    articles: hits.map(({ passageId, article }) => ({ passageId, article })),
  }
}

function nameOf(regionCode: string | null): string | null {
  return regionCode === null ? null : fullRegionName(regionCode)
}
