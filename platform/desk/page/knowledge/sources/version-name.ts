import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { fullTime } from '../../time-words.js'
import { sourceWords as words } from './source-words.js'

export type SourceVersion = SourceReply['versions'][number]

/** Laws have a date of their own, others the day on which they came in. */
export function versionName({ versionDate, createdAt }: SourceVersion): string {
  return versionDate === null ? words.cameIn(fullTime(createdAt)) : words.versionOf(versionDate)
}
