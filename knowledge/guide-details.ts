import type { ParsedGuide } from './parsed-source.js'

/** What a guide or Q&A version keeps beside its passages, stored as JSON in `source_versions.details`. */
export type GuideDetails = Omit<ParsedGuide, 'kind' | 'title' | 'line'>
