import type { GuideDetails } from '../knowledge/guide-details.js'
import type { Matter } from '../knowledge/matter.js'

/** A passage with its text and what is needed to cite it. */
export interface Passage {
  id: string
  kind: 'statute' | 'guide' | 'faq'
  /** 民法典; title of the guide; question of the Q&A. */
  title: string
  /** 第一千零七十七条 as written. */
  article: string | null
  articleNumber: number | null
  articleSuffix: number
  headingPath: string
  text: string
  versionDate: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  regionCode: string | null
  matter: Matter | null
  /** Front matter and structure of a guide or Q&A; null for a statute. */
  details: GuideDetails | null
}
