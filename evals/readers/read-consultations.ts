import { join } from 'node:path'
import type { Case } from '../cases/case.js'
import { readConsultations } from '../retrieval/consultations.js'

/** Consultations with the articles that decide them and an expert's answer. */
export function consultationCases(sharedDir: string): Case[] {
  return readConsultations(join(sharedDir, 'consultations', 'train.jsonl')).map(
    ({ id, question, answer, gold }) => ({
      id: `consultation-${id}`,
      turns: [question],
      kind: 'consultation',
      expect: { gold, answer: answer?.trim() || undefined },
    }),
  )
}
