import type { StaffServer } from '../staff/staff-server.js'
import { addCaseRoutes } from './cases/case-routes.js'
import { addCorrectionRoutes } from './corrections/correction-routes.js'
import { addDependentRoutes } from './dependents/dependent-routes.js'
import { addDraftRoutes } from './drafts/draft-routes.js'
import { addDuplicateRoutes } from './duplicates/duplicate-routes.js'
import { addGapRoutes } from './gaps/gap-routes.js'
import { addKeyRoutes } from './keys/key-routes.js'
import type { Knowledge } from './knowledge.js'
import { addPreviewRoutes } from './preview/preview-routes.js'
import { addSourceRoutes } from './sources/source-routes.js'
import { addTesterRoutes } from './tester/tester-routes.js'
import { addUploadRoutes } from './uploads/upload-routes.js'
import { addVersionRoutes } from './versions/version-routes.js'

/** Everything under /api/knowledge. To be called after `addStaffRoutes`. */
export async function addKnowledgeRoutes(server: StaffServer, knowledge: Knowledge): Promise<void> {
  addSourceRoutes(server, knowledge)
  addVersionRoutes(server, knowledge)
  addDependentRoutes(server, knowledge)
  addCorrectionRoutes(server, knowledge)
  addDraftRoutes(server, knowledge)
  await addUploadRoutes(server, knowledge)
  addKeyRoutes(server, knowledge)
  addTesterRoutes(server, knowledge)
  addCaseRoutes(server, knowledge)
  addGapRoutes(server, knowledge)
  addPreviewRoutes(server, knowledge)
  addDuplicateRoutes(server, knowledge)
}
