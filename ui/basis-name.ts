import type { Basis } from '../bot/answer.js'

/** 民法典第一千零七十七条; a guide or Q&A has no number. */
export function basisName(basis: Basis): string {
  return `${basis.lawTitle}${basis.number ?? ''}`
}
