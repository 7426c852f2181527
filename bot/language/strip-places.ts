import { isRegionName } from '../../knowledge/find-region.js'
import { stripCourtesy } from './strip-courtesy.js'

const LONGEST_PLACE = 24
const AROUND_PLACE =
  /^(?:我们?)?(?:就)?(?:在|住在|住|是|人在|家在)|(?:这边|这里|的|人|那边|附近)?[,，。.;；!！~\s]*$/g
const CLAUSE_ENDS = /(?<=[,，。;；!！\n])/

/** 南京市玄武区, 我在江宁. */
export function isPlace(text: string): boolean {
  const core = stripCourtesy(text).replace(AROUND_PLACE, '')
  return core.length <= LONGEST_PLACE && isRegionName(core)
}

/** The message without clauses that say no more than where: words that no source says, and that hide what is asked. */
export function stripPlaces(text: string): string {
  const rest = text.split(CLAUSE_ENDS).filter((clause) => !isPlace(clause))
  return rest.length === 0 ? text : rest.join('')
}
