/** One passage as the reader shows it: an article of a statute, a section of a guide, a Q&A. */
export interface Article {
  id: string
  kind: 'statute' | 'guide' | 'faq'
  lawTitle: string
  article: string | null
  headingPath: string
  text: string
  versionDate: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  inForce: boolean
  /** Taken out of the knowledge base since it was cited. */
  withdrawn: boolean
  issuingBody: string | null
  previousId: string | null
  nextId: string | null
}
