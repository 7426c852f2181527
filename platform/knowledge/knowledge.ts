import { createCases } from './cases/cases.js'
import { createCorrections } from './corrections/corrections.js'
import { createDependents } from './dependents/dependents.js'
import { createDrafts } from './drafts/drafts.js'
import { createDuplicates } from './duplicates/duplicates.js'
import { createGaps } from './gaps/gaps.js'
import { createKeys } from './keys/keys.js'
import type { KnowledgeDeps } from './knowledge-deps.js'
import { createPreview } from './preview/preview.js'
import { createSources } from './sources/sources.js'
import { createTester } from './tester/tester.js'
import { createUploads } from './uploads/uploads.js'
import { createVersions } from './versions/versions.js'

export type Knowledge = ReturnType<typeof createKnowledge>

/** Keeping the knowledge base right. */
export function createKnowledge(deps: KnowledgeDeps) {
  const sources = createSources(deps)
  const drafts = createDrafts(deps)
  const gaps = createGaps(deps, drafts)
  const duplicates = createDuplicates(deps)
  return {
    sources,
    versions: createVersions(deps, sources),
    drafts,
    dependents: createDependents(deps),
    corrections: createCorrections(deps),
    uploads: createUploads(deps),
    keys: createKeys(deps),
    tester: createTester(deps),
    cases: createCases(deps),
    gaps,
    preview: createPreview(deps),
    duplicates,
    /** Works out beforehand what staff would wait for: gaps and duplicates. */
    async prepare(): Promise<void> {
      await gaps.prepare()
      await duplicates.prepare()
    },
  }
}
