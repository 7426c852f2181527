import type { z } from 'zod'
import { readSource } from '../../../knowledge/read-source.js'
import { staffErrors } from '../../staff/staff-error.js'
import { documentOf } from '../drafts/document-of.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { SourceReply, versionReply } from './source-wire.js'

type VersionReply = z.infer<typeof versionReply>

interface Parts {
  sourceIdOf(versionId: string): Promise<string>
  versionsOf(sourceId: string): Promise<SourceReply['versions']>
}

export function createReadVersion({ db }: KnowledgeDeps, { sourceIdOf, versionsOf }: Parts) {
  /** A version with its text, as it is or was published. @throws {StaffError} 404 */
  return async (versionId: string): Promise<VersionReply> => {
    const sourceId = await sourceIdOf(versionId)
    const [source, version, passages] = await Promise.all([
      readSource(db, versionId),
      versionsOf(sourceId).then((versions) => versions.find(({ id }) => id === versionId)),
      db
        .selectFrom('passages')
        .select(['id', 'article', 'heading_path', 'text'])
        .where('version_id', '=', versionId)
        .where('withdrawn_revision', 'is', null)
        .orderBy('ordinal')
        .execute(),
    ])
    if (!source || !version) throw staffErrors.notFound()
    return {
      sourceId,
      title: source.title,
      kind: source.kind,
      version,
      text: documentOf(source)?.text ?? '',
      parts: passages.map(({ id, article, heading_path, text }) => ({
        passageId: id,
        label: article,
        heading: heading_path,
        text,
      })),
    }
  }
}
