import { officeIdsWithin } from '../../knowledge/office-tree.js'
import type { Db } from '../../storage/database.js'
import { EVERYTHING, type StaffScope } from '../tickets/staff-scope.js'
import type { StaffMember } from './staff-member.js'

/** A moved office is seen anew after so long: the tree is not worked out for each request. */
const KEPT_MS = 2000

/** What a member may see: their office and those below it; everything where they are bound to none. */
export function createVisibleOffices(db: Db, now: () => Date) {
  const kept = new Map<string, { at: number; scope: Promise<StaffScope> }>()
  const visibleOffices = async ({ officeId }: Pick<StaffMember, 'officeId'>): Promise<StaffScope> => {
    if (officeId === null) return EVERYTHING
    const at = now().getTime()
    const known = kept.get(officeId)
    if (known && Math.abs(at - known.at) < KEPT_MS) return known.scope
    const scope = officeIdsWithin(db, officeId).then((officeIds) => ({ officeIds }))
    kept.set(officeId, { at, scope })
    // The next request tries again.
    scope.catch(() => kept.delete(officeId))
    return scope
  }
  /** So that whoever changes an office here sees it at once. */
  const forgetOffices = () => kept.clear()
  return { visibleOffices, forgetOffices }
}
