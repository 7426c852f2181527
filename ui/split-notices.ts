import { isWarning } from './is-warning.js'

/**
 * Notices of the bot that are more than warnings, told by how they begin; a test holds them to the bot's own words,
 * which are too many to load.
 */
const SMALL_PRINT =
  /^(法规数据截至|有的条文只列了名称|本回答由人工智能|如果没答到点上|Law as of |Some articles are only named|Put together by artificial|If this is not what you asked)/
const RESERVATION = /^(这些条文是按您的描述找的|These articles were found by your description)/
const REGION_QUESTION = /^(您在哪个县（市、区）|Which county, city or district are you in)/

export interface SplitNotices {
  /** Deadlines and dangers: must not be missed. */
  warnings: string[]
  /** Plain information beside the answer. */
  remarks: string[]
  /** How far the whole answer can be relied on: belongs before it, not after. */
  reservations: string[]
  /** Asks where the citizen is, to name the nearest office. */
  regionQuestion: string | null
  /** What the sources themselves lack, and what else may have been meant: that is offered beside it. */
  smallPrint: string[]
}

/** All of these come as notices, for on other channels they are one list. */
export function splitNotices(notices: readonly string[]): SplitNotices {
  const split: SplitNotices = {
    warnings: [],
    remarks: [],
    reservations: [],
    regionQuestion: null,
    smallPrint: [],
  }
  for (const notice of notices) {
    if (SMALL_PRINT.test(notice)) split.smallPrint.push(notice)
    else if (RESERVATION.test(notice)) split.reservations.push(notice)
    else if (REGION_QUESTION.test(notice)) split.regionQuestion = notice
    else if (isWarning(notice)) split.warnings.push(notice)
    else split.remarks.push(notice)
  }
  return split
}
