import { readFileSync } from 'node:fs'
import { z } from 'zod'

const consultationSchema = z.object({
  id: z.union([z.number(), z.string()]),
  question: z.string(),
  answer: z.string().nullish(),
  gold: z.array(
    z.object({ name: z.string(), matches: z.array(z.object({ file: z.string(), article: z.string() })) }),
  ),
})

/** A question with the articles that decide it; any match of one counts as found. */
export type Consultation = z.infer<typeof consultationSchema>

/** @param path JSON lines as in ../shared/data/consultations */
export function readConsultations(path: string): Consultation[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => consultationSchema.parse(JSON.parse(line)))
}
