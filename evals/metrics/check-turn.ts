import type { TurnResult } from '../../bot/turn.js'
import { parentCodes } from '../../knowledge/regions.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Case } from '../cases/case.js'
import type { Subject } from '../subject.js'
import { isNamed, isOfThese, type Seen } from './names.js'

/** A whole turn of a case with what the bot looked at. */
export interface SeenTurn {
  result: TurnResult
  cited: (Seen & { versionDate: string | null })[]
  /** Best first. */
  considered: Passage[]
}

export async function seeTurn(subject: Subject, given: Case): Promise<SeenTurn> {
  const result = await subject.ask(given)
  const cited = result.answer.bases.map(({ lawTitle, number, versionDate }) => ({
    lawTitle,
    article: number,
    versionDate,
  }))
  const considered = await subject.passagesOf(result.trace.sources.map(({ passageId }) => passageId))
  return { result, cited, considered }
}

/** 1 where the turn is as the case expects it, 0 where it is not; only of what the case expects. */
export function checkTurn({ expect }: Case, { result, cited, considered }: SeenTurn): Record<string, number> {
  const { outcome, trace, answer } = result
  const seen = [...cited, ...considered.map(seenOf)]
  const checks: [name: string, right: boolean | undefined][] = [
    ['outcome', expect.outcome?.some((start) => outcome.startsWith(start))],
    // A choice stands for the title of an entry.
    [
      'cites',
      expect.cites?.some(
        (name) => cited.some((each) => isNamed(name, each)) || answer.choices.includes(name),
      ),
    ],
    ['never', expect.never?.every((name) => !seen.some((each) => isOfThese(name, each)))],
    ['version', equals(expect.versionDate, () => versionOf(expect.cites, cited, considered))],
    ['intent', equals(expect.intent, () => trace.intent)],
    ['matter', equals(expect.matter, () => trace.matter)],
    ['region', equals(expect.regionCode, () => trace.region)],
  ]
  return Object.fromEntries(
    checks.flatMap(([name, right]) => (right === undefined ? [] : [[name, right ? 1 : 0]])),
  )
}

function equals<T>(wanted: T | undefined, got: () => T | null): boolean | undefined {
  return wanted === undefined ? undefined : got() === wanted
}

/** Nothing that was looked at is the law of another place than this region and its parents. */
export function isOfRegion({ considered }: SeenTurn, regionCode: string | null): boolean {
  const allowed = regionCode === null ? [] : [regionCode, ...parentCodes(regionCode)]
  return considered.every((passage) => passage.regionCode === null || allowed.includes(passage.regionCode))
}

/** What somebody reads who looks into the case. */
export function describeTurn({ result, cited, considered }: SeenTurn) {
  const { outcome, answer, trace } = result
  return {
    outcome,
    summary: answer.summary,
    cited: cited.map(({ lawTitle, article, versionDate }) =>
      [lawTitle + (article ?? ''), versionDate].join(' ').trim(),
    ),
    choices: answer.choices,
    understood: {
      question: trace.standaloneQuestion,
      intent: trace.intent,
      matter: trace.matter,
      region: trace.region,
    },
    probability: trace.probability,
    considered: considered.slice(0, 8).map((passage) => nameOf(passage)),
    endedBy: trace.endedBy,
  }
}

function versionOf(
  names: readonly string[] | undefined,
  cited: SeenTurn['cited'],
  considered: readonly Passage[],
): string | null {
  const statutes = [
    ...cited.filter(({ versionDate }) => versionDate !== null),
    ...considered
      .filter(({ kind }) => kind === 'statute')
      .map((passage) => ({ ...seenOf(passage), versionDate: passage.versionDate })),
  ]
  const meant = names ? statutes.filter((seen) => names.some((name) => isNamed(name, seen))) : statutes
  return meant[0]?.versionDate ?? null
}

function seenOf({ title, article }: Passage): Seen {
  return { lawTitle: title, article }
}

function nameOf({ title, article, versionDate }: Passage): string {
  return [title + (article ?? ''), versionDate].filter(Boolean).join(' ')
}
