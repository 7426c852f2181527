import { staysInField } from '../language/of-field.js'
import type { RankedEntry } from '../language/rank-entries.js'
import { SPOKEN_FROM } from '../language/spoken-share.js'
import { tellsOnly } from '../language/tells-only.js'
import { hasShown, type Turn, type Understanding } from '../turn.js'

/** So near to a question of another field, a message is no follow-up. */
const NEW_SUBJECT = 0.6
/** Who is merely called 他 was spoken of before: it would have to be nearly the question itself. */
const SPOKEN_OF = /^(?:他|她|它|对方|人家)/
const SURELY_ASKED = 0.9
/** Within the same field the words of the subject are repeated. */
const NEW_IN_FIELD = 0.75
/** So likely by its words alone, what has not been told in the same field is meant; it says and asks so much of them. */
const SURE_ALONE = 0.65
const TOLD_ALONE = 0.5
const ASKED_ALONE = 0.3
/** What names a field or a service of its own needs no more than this. */
const LIKELY_ALONE = 0.25

/**
 * Whether the likeliest entry settles the message by itself, so that it need not lean on what was said before.
 * @param staysOn how surely it speaks of the same subject
 */
export function beginsNew(best: RankedEntry, alone: Turn, given: Understanding, staysOn: number): boolean {
  const isFact = tellsOnly(given.focus)
  if (staysOn >= SPOKEN_FROM) return !isFact && best.asked >= Math.max(NEW_IN_FIELD, staysOn)
  // 他没有营业执照我告谁 tells of somebody who was spoken of.
  if (tellsOfSomebody(given) && best.asked < SURELY_ASKED) return false
  if (given.mayBegin === 'own_field' && best.probability >= (isFact ? SURE_ALONE : LIKELY_ALONE)) return true
  if (!staysInField(best.entry, given)) return best.asked >= NEW_SUBJECT
  if (best.asked >= NEW_IN_FIELD) return true
  const isAnswer = best.told >= TOLD_ALONE && best.asked >= ASKED_ALONE
  return best.probability >= SURE_ALONE && isAnswer && !hasShown(alone, best.entry)
}

export function tellsOfSomebody({ focus }: Pick<Understanding, 'focus'>): boolean {
  return SPOKEN_OF.test(focus)
}
