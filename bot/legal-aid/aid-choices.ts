import { chinaDate } from '../../knowledge/china-date.js'
import type { Basis } from '../answer.js'
import { createBasisList } from '../compose/basis-list.js'
import { citeMarked } from '../compose/cite-sentences.js'
import { AID_MATTERS, APPOINTED, FREE_OF_HARDSHIP, NOT_CHECKED } from './aid-matters.js'
import type { EligibilityDeps } from './tell-eligibility.js'

interface AidChoice {
  id: string
  label: string
  /** Of a matter: with which others it stands. */
  group?: string
  /** What its application asks for, to be made one's own. */
  request?: string
  bases: Basis[]
}

export type AidChoices = Record<'matters' | 'free' | 'appointed' | 'notChecked', AidChoice[]>

/** What one may choose from, each with its article as it is in force today; without those that are law no longer. */
export async function readAidChoices({
  findArticle,
  now,
}: Pick<EligibilityDeps, 'findArticle' | 'now'>): Promise<AidChoices> {
  const place = { asOfDate: chinaDate(now()), regionCode: null }
  const choices = async (table: readonly (Omit<AidChoice, 'bases'> & { basis: string })[]) => {
    const read: AidChoice[] = []
    for (const { id, label, basis, group, request } of table) {
      const list = createBasisList(findArticle, place)
      const found = await citeMarked(basis, label, list)
      const ofMatter = group === undefined ? {} : { group, request }
      if (found !== null) read.push({ id, label, ...ofMatter, bases: list.bases })
    }
    return read
  }
  return {
    matters: await choices(AID_MATTERS),
    free: await choices(FREE_OF_HARDSHIP),
    appointed: await choices(APPOINTED),
    notChecked: await choices(NOT_CHECKED),
  }
}
