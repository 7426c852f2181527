import type { z } from 'zod'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { KNOWLEDGE_ROLES } from '../knowledge-roles.js'
import type { sourceChoices } from './source-wire.js'

export function createSourceChoices({ db }: KnowledgeDeps) {
  return async (): Promise<z.infer<typeof sourceChoices>> => {
    const [regions, keepers] = await Promise.all([
      db
        .selectFrom('sources')
        .select('region_code')
        .distinct()
        .where('region_code', 'is not', null)
        .orderBy('region_code')
        .execute(),
      db
        .selectFrom('staff')
        .select(['id', 'name'])
        .where('role', 'in', KNOWLEDGE_ROLES)
        .where('status', '<>', 'disabled')
        .orderBy('name')
        .execute(),
    ])
    return {
      regions: regions.map(({ region_code: code }) => ({
        code: code!,
        name: fullRegionName(code!) ?? code!,
      })),
      keepers,
    }
  }
}
