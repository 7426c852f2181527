import { Link } from 'wouter'
import { isMatter, MATTERS } from '../../../../../knowledge/matter.js'
import type { SourceListRow } from '../../../../knowledge/sources/source-wire.js'
import { OverdueIcon } from '../../icons.js'
import { Time } from '../../time.js'
import { useNow } from '../../use-now.js'
import { dayWords } from '../day-words.js'
import { knowledgeWords } from '../knowledge-words.js'
import { sourcesWords as words } from './sources-words.js'

export function SourceRow({ source }: { source: SourceListRow }) {
  const { id, kind, title, matter, regionName, versions, openDrafts, changedAt } = source
  return (
    <tr>
      <td className="knowledge-list__content">
        <Link href={`/knowledge/sources/${id}`} className="knowledge-list__title">
          {title}
        </Link>
        <span className="knowledge-list__about">
          <span>{knowledgeWords.kinds[kind]}</span>
          {matter !== null && isMatter(matter) && <span>{MATTERS[matter]}</span>}
          <span>{regionName ?? knowledgeWords.national}</span>
          {versions > 1 && <span>{words.versions(versions)}</span>}
          {openDrafts > 0 && <span className="knowledge-list__waits">{words.openDrafts(openDrafts)}</span>}
        </span>
      </td>
      <td className="knowledge-list__status">
        <SourceStatus source={source} />
      </td>
      <td className="knowledge-list__care">
        <SourceCare source={source} />
      </td>
      <td className="table__number knowledge-list__changed">
        <Time at={changedAt} />
      </td>
    </tr>
  )
}

/** Whether citizens are answered from it, and since when or until when. */
function SourceStatus({ source }: { source: SourceListRow }) {
  const { status, effectiveFrom, effectiveTo, versionDate } = source
  const since =
    status === 'not_yet' && effectiveFrom !== null
      ? words.willBegin(effectiveFrom)
      : status === 'ended' && effectiveTo !== null
        ? words.endedOn(effectiveTo)
        : versionDate !== null
          ? words.versionOf(versionDate)
          : effectiveFrom !== null
            ? words.from(effectiveFrom)
            : null
  return (
    <>
      <span className={`status status--source-${status}`}>{knowledgeWords.statuses[status]}</span>
      {since && <span className="table__soft">{since}</span>}
    </>
  )
}

/** Who looks after it, and when it is to be read again and goes out of use. */
export function SourceCare({
  source: { ownerName, reviewBy, freshness, expiresOn },
}: {
  source: SourceListRow
}) {
  const now = useNow()
  return (
    <>
      {ownerName !== null && <span>{ownerName}</span>}
      {ownerName === null && reviewBy === null && (
        <span className="table__soft knowledge-list__none">{words.noCare}</span>
      )}
      {reviewBy !== null && (
        <span className={`knowledge-list__review knowledge-list__review--${freshness}`} title={reviewBy}>
          {freshness === 'due' && <OverdueIcon />}
          {freshness === 'due'
            ? words.overdue(dayWords(reviewBy, now))
            : words.review(dayWords(reviewBy, now))}
        </span>
      )}
      {expiresOn !== null && (
        <span className="table__soft" title={expiresOn}>
          {words.expires(dayWords(expiresOn, now))}
        </span>
      )}
    </>
  )
}
