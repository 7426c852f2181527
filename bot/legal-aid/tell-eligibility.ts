import { stripCitations } from '../../knowledge/article-reference.js'
import { chinaDate } from '../../knowledge/china-date.js'
import type { Offices } from '../../knowledge/offices.js'
import type { Passages } from '../../retrieval/passages.js'
import { type Answer, emptyAnswer } from '../answer.js'
import { applies, withParents } from '../applies.js'
import { createBasisList, type FindArticle } from '../compose/basis-list.js'
import { citeMarked } from '../compose/cite-sentences.js'
import { numberByAppearance } from '../compose/number-by-appearance.js'
import type { Words } from '../words/zh-CN.js'
import type { AidCase } from './aid-case.js'
import { NOT_CHECKED } from './aid-matters.js'
import { type Judgement, judgeEligibility, matterOf, type Reason } from './judge-eligibility.js'

export interface EligibilityDeps {
  findArticle: FindArticle
  passages: Pick<Passages, 'entries'>
  offices: Pick<Offices, 'near'>
  words: Words
  now(): Date
}

/** Says how to apply; shown as a source where it is published. */
const GUIDES = ['申请法律援助', '法律援助的材料和经济困难核查']

/** The judgement in words, each sentence with its articles: what to do, what to bring, where. */
export async function tellEligibility(
  given: AidCase,
  regionCode: string | null,
  { findArticle, passages, offices, words, now }: EligibilityDeps,
): Promise<{ verdict: Judgement['verdict']; answer: Answer }> {
  const said = words.legalAid
  const judgement = judgeEligibility(given)
  const { verdict } = judgement
  const place = { asOfDate: chinaDate(now()), regionCode }
  const bases = createBasisList(findArticle, place)
  /** What is no longer law is not said. */
  const cite = async (marked: readonly string[]) => {
    const cited: Answer['points'] = []
    for (const sentence of marked) {
      const text = stripCitations(sentence)
      const citationIds = await citeMarked(sentence, text, bases)
      if (citationIds !== null) cited.push({ text, citationIds })
    }
    return cited
  }
  const isOutside = verdict === 'outside'
  const points = await cite([
    ...judgement.reasons.flatMap((reason) => reasonWords(reason, said)),
    ...(isOutside ? [] : [said.urgent]),
  ])
  const steps = await cite(isOutside ? Object.values(said.otherWays) : stepWords(given, said))
  const near = regionCode === null ? [] : await offices.near(regionCode, 'legal_aid', 1)
  if (!isOutside) {
    const regions = withParents(regionCode)
    for (const guide of await passages.entries(GUIDES))
      if (applies(guide, place.asOfDate, regions)) bases.addPassage(guide, said.materials.form)
  }
  const notices = await cite(isOutside ? [] : [said.honest])
  return {
    verdict,
    answer: numberByAppearance({
      ...emptyAnswer(said.verdicts[verdict]),
      points: [...points, ...notices],
      steps,
      materials: isOutside ? [] : materialsOf(given, judgement, said),
      bases: bases.bases,
      offices: near.map(({ name, address, phone, hours }) => ({ name, address, phone, hours })),
      notices: [said.decides],
      aiGenerated: false,
    }),
  }
}

function reasonWords(reason: Reason, said: Words['legalAid']): string[] {
  switch (reason.kind) {
    case 'appointed':
      return [said.appointed(reason.label, reason.basis)]
    case 'covered':
      return [said.covered(reason.label, reason.basis)]
    case 'free':
      return [said.free(reason.label, reason.basis)]
    case 'not_checked':
      return [said.notChecked(reason.label, reason.basis)]
    case 'not_covered':
      return [said.notCovered]
    case 'hardship_open':
      return [said.hardshipOpen, said.hardshipShown]
    case 'lawyer_ends':
      return [said.lawyerEnds]
    case 'has_lawyer':
      return [said.hasLawyer(reason.basis)]
    default:
      return reason satisfies never
  }
}

function stepWords({ matter }: AidCase, { steps }: Words['legalAid']): string[] {
  const where = matterOf(matter)?.group === 'criminal' ? [steps.whereCriminal] : [steps.whereSuit]
  const passedOn = matter === 'criminal_suspect' ? [steps.passedOn] : []
  return [...where, ...passedOn, steps.decided, steps.objection]
}

/** What article 41 asks to be shown, what article 42 spares, and what the matter needs. */
function materialsOf(given: AidCase, { reasons }: Judgement, { materials }: Words['legalAid']): string[] {
  const proof = NOT_CHECKED.find(({ id }) => id === given.notChecked)
  const has = (kind: Reason['kind']) => reasons.some((reason) => reason.kind === kind)
  return [
    materials.identity,
    materials.form,
    ...(has('not_checked') && proof ? [proof.proof] : []),
    ...(has('hardship_open') ? [materials.hardship] : []),
    ...(matterOf(given.matter) ? [matterOf(given.matter)!.papers] : []),
  ]
}
