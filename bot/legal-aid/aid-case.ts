import { z } from 'zod'
import { AID_MATTERS, APPOINTED, FREE_OF_HARDSHIP, NOT_CHECKED } from './aid-matters.js'

function idsOf<Id extends string>(table: readonly { id: Id }[]): [Id, ...Id[]] {
  const [first, ...others] = table.map(({ id }) => id)
  if (first === undefined) throw new RangeError('A choice needs at least one answer')
  return [first, ...others]
}

/** What decides whether somebody gets legal aid, as they say it; null: none of the answers that one may choose from. */
export const aidCaseSchema = z.object({
  matter: z.enum(idsOf(AID_MATTERS)).nullable(),
  free: z.enum(idsOf(FREE_OF_HARDSHIP)).nullable(),
  hasLawyer: z.boolean(),
  /** Asked of whoever is prosecuted. */
  appointed: z.enum(idsOf(APPOINTED)).nullable(),
  notChecked: z.enum(idsOf(NOT_CHECKED)).nullable(),
})

export type AidCase = z.infer<typeof aidCaseSchema>
