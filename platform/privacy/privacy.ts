import { createErasePerson } from './erase-person.js'
import { createExportPerson } from './export-person.js'
import type { PrivacyDeps } from './privacy-deps.js'
import { createRetention, type RetentionDays } from './retention.js'

/** What people may ask of what is held about them, and what goes by itself after a time. */
export function createPrivacy(deps: PrivacyDeps, days: RetentionDays) {
  return {
    exportPerson: createExportPerson(deps),
    erasePerson: createErasePerson(deps),
    retention: createRetention(deps, days),
  }
}
