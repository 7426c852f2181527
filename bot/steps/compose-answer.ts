import type { Answer } from '../answer.js'
import { applies, withParents } from '../applies.js'
import type { StepDeps } from '../bot-deps.js'
import { type BasisList, createBasisList } from '../compose/basis-list.js'
import { composeArticle } from '../compose/compose-article.js'
import { composeBasis } from '../compose/compose-basis.js'
import { composeAside, composeEntry, composeFocused } from '../compose/compose-entry.js'
import { composeNotFound } from '../compose/compose-not-found.js'
import { composeOffices, withOffices } from '../compose/compose-offices.js'
import { composeStatutes, sentenceOf } from '../compose/compose-statutes.js'
import { finishAnswer } from '../compose/finish-answer.js'
import { addingArticles, likelyArticles } from '../compose/related-articles.js'
import { mayTell } from '../may-tell.js'
import { COMPOSE_PROMPT, composeWithModel } from '../model/compose-with-model.js'
import { tryModel } from '../model/try-model.js'
import type { Step, StepContext } from '../step.js'
import { today } from '../today.js'
import { hasShown, type Plan, type Turn, understandingOf } from '../turn.js'

/** Sources that a model may read. */
const MODEL_SOURCES = 10

/** Writes the answer that `decide` chose: with the model where there is one, else from the sources' own sentences. */
export function composeAnswer(deps: StepDeps): Step {
  return {
    name: 'compose-answer',
    async run(turn, context) {
      const { plan } = turn
      if (plan === null) throw new TypeError('Nothing was decided that could be composed')
      const written = await writeWithModel(turn, plan, deps, context)
      if (written === null) return { turn: { ...turn, ...(await composeFromSources(turn, plan, deps)) } }
      const answer = await finish(written, turn, plan, deps)
      return {
        turn: { ...turn, answer, writtenByModel: true, prompts: [...turn.prompts, COMPOSE_PROMPT.name] },
      }
    },
  }
}

/** The answer in the sources' own sentences. */
export async function composeFromSources(
  turn: Turn,
  plan: Plan,
  deps: StepDeps,
): Promise<Pick<Turn, 'answer' | 'writtenByModel'>> {
  const written = await writeExtractively(turn, plan, deps)
  return { answer: await finish(written, turn, plan, deps), writtenByModel: false }
}

async function finish(answer: Answer, turn: Turn, plan: Plan, deps: StepDeps): Promise<Answer> {
  return finishAnswer(await withOffices(answer, turn, plan, deps), turn, plan, deps)
}

/** @returns null: there is no model, it is off or failed, or it found the question not settled by its sources */
async function writeWithModel(
  turn: Turn,
  plan: Plan,
  deps: StepDeps,
  context: StepContext,
): Promise<Answer | null> {
  if (plan.kind !== 'entry' && plan.kind !== 'statutes') return null
  const { standaloneQuestion, asOfDate, regionCode } = understandingOf(turn)
  const day = today(deps)
  const lawDay = asOfDate ?? day
  const first = plan.kind === 'entry' ? [plan.entry] : []
  const sources = [...first, ...turn.sources.filter(({ id }) => id !== first[0]?.id)]
    .filter((source) => applies(source, lawDay, withParents(regionCode)))
    .slice(0, MODEL_SOURCES)
  return tryModel('compose', deps, context, (model) =>
    composeWithModel(
      model,
      {
        question: standaloneQuestion,
        history: turn.history,
        asOfDate: lawDay,
        today: day,
        sources,
        party: turn.input.conversationId,
        mayTell,
      },
      context,
    ),
  )
}

async function writeExtractively(turn: Turn, plan: Plan, deps: StepDeps): Promise<Answer> {
  const understanding = understandingOf(turn)
  const day = understanding.asOfDate ?? today(deps)
  const bases: BasisList = createBasisList(
    deps.findArticle,
    { asOfDate: day, regionCode: understanding.regionCode },
    understanding.standaloneQuestion,
  )
  const { words } = deps
  switch (plan.kind) {
    case 'article':
      return composeArticle(lookupOf(turn), turn.sources, bases, day, deps)
    case 'basis':
      return composeBasis(plan, bases, words)
    case 'article_not_found':
      return composeNotFound(lookupOf(turn), day, words)
    case 'offices':
      return composeOffices(plan.guide, bases, words)
    case 'statutes':
      return composeStatutes(understanding.standaloneQuestion, likelyArticles(turn), plan, bases, words)
    case 'entry': {
      if (plan.focused) {
        return composeFocused(plan.entry, understanding, hasShown(turn, plan.entry), bases, words)
      }
      const whole = await composeEntry(plan.entry, bases, words)
      const aside = plan.aside && (await composeAside(plan.aside, bases))
      const answer =
        aside && whole.bases.length > 0
          ? { ...whole, points: [...whole.points, aside], bases: bases.bases }
          : whole
      return offerNear(addRelated(answer, turn, plan, bases, deps), plan.near, deps)
    }
  }
}

/** An answer that may be beside the point says what else may have been meant. */
function offerNear(answer: Answer, near: readonly string[], { words }: StepDeps): Answer {
  if (near.length === 0 || answer.bases.length === 0) return answer
  const questions = near.map((question) => (/[？?]$/.test(question) ? question : `${question}。`)).join('')
  return {
    ...answer,
    notices: [...answer.notices, words.perhapsMeant(questions)],
    followUps: [...near, ...answer.followUps],
  }
}

type EntryPlan = Extract<Plan, { kind: 'entry' }>

const MOST_BASES = 7
const MOST_RELATED = 1
const MOST_WITH_LAW = 3

/** Articles that the search found beside the entry, where they add to it. */
function addRelated(
  answer: Answer,
  turn: Turn,
  { entry, withLaw }: EntryPlan,
  bases: BasisList,
  { words }: StepDeps,
): Answer {
  const room = withLaw ? MOST_WITH_LAW : Math.min(MOST_RELATED, MOST_BASES - answer.bases.length)
  if (room <= 0 || answer.bases.length === 0) return answer
  const { standaloneQuestion } = understandingOf(turn)
  // What decides stands at the front, though a later sentence rests on it too.
  const more = withLaw
    ? likelyArticles(
        turn,
        answer.summaryCitationIds.map((id) => answer.bases[id - 1]!),
      )
    : addingArticles(turn, entry, answer.bases)
  const points = more.slice(0, room).map((article) => {
    const id = bases.addPassage(article, standaloneQuestion)
    const saysIt = answer.points.find(({ citationIds }) => citationIds.includes(id))
    if (saysIt) return saysIt
    const says = sentenceOf(article.text, standaloneQuestion)
    return { text: words.lawAlsoSays(article.title, article.article ?? '') + says, citationIds: [id] }
  })
  const all = withLaw ? [...points, ...answer.points] : [...answer.points, ...points]
  return { ...answer, points: [...new Set(all)], bases: bases.bases }
}

function lookupOf(turn: Turn) {
  if (!turn.found?.lookup) throw new TypeError('No article was looked up')
  return turn.found.lookup
}
