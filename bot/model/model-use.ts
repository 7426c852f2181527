/** What a model may be used for, each by itself: setting `MODEL_USES`. */
export const MODEL_USES = ['screen', 'rephrase', 'understand', 'compose', 'judge'] as const
export type ModelUse = (typeof MODEL_USES)[number]
