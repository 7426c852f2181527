import type { z } from 'zod'
import { lastText, readSource } from '../../../knowledge/read-source.js'
import { staffErrors } from '../../staff/staff-error.js'
import { documentOf } from '../drafts/document-of.js'
import { factsOf, partsOf } from '../drafts/parts-of.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { SourceReply, versionReply } from './source-wire.js'

type VersionReply = z.infer<typeof versionReply>

interface Parts {
  sourceIdOf(versionId: string): Promise<string>
  versionsOf(sourceId: string): Promise<SourceReply['versions']>
}

export function createReadVersion({ db }: KnowledgeDeps, { sourceIdOf, versionsOf }: Parts) {
  /** In order, as long as they are of a statute. */
  async function passageIdsOf(versionId: string): Promise<string[]> {
    const rows = await db
      .selectFrom('passages')
      .select(['id', 'published_revision', 'withdrawn_revision'])
      .where('version_id', '=', versionId)
      .orderBy('ordinal')
      .execute()
    return lastText(rows).map(({ id }) => id)
  }

  /** A version with its text, as it is or was published. @throws {StaffError} 404 */
  return async (versionId: string): Promise<VersionReply> => {
    const sourceId = await sourceIdOf(versionId)
    const [source, version] = await Promise.all([
      readSource(db, versionId),
      versionsOf(sourceId).then((versions) => versions.find(({ id }) => id === versionId)),
    ])
    if (!source || !version) throw staffErrors.notFound()
    const passageIds = source.kind === 'statute' ? await passageIdsOf(versionId) : []
    return {
      sourceId,
      title: source.title,
      kind: source.kind,
      version,
      text: documentOf(source)?.text ?? '',
      ...factsOf(source),
      parts: partsOf(source).map((part, index) => ({ passageId: passageIds[index] ?? null, ...part })),
    }
  }
}
