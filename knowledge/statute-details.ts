/** What a statute version keeps beside its passages, stored as JSON in `source_versions.details`. */
export interface StatuteDetails {
  notes: string[]
  /** Short titles of what this text repeals. */
  repeals: string[]
  /** Day from which `repeals` counts. */
  repealsOn: string | null
  /** Book of a code that is split over files. */
  part: string | null
  /** End of force that the text itself names; the one in the table also counts later versions and repeals. */
  ownEffectiveTo: string | null
}
