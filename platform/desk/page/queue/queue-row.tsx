import { Checkbox } from 'antd'
import { Link } from 'wouter'
import { MATTERS, type Matter } from '../../../../knowledge/matter.js'
import { Deadline } from '../deadline.js'
import { UrgentIcon } from '../icons.js'
import { useSession } from '../session.js'
import { StatusTag } from '../status-tag.js'
import { readDraft } from '../ticket/saved-draft.js'
import { Time } from '../time.js'
import { words } from '../words.js'
import type { QueueRow } from './use-queue.js'

interface QueueRowViewProps {
  entry: QueueRow
  isSelected: boolean
  isCurrent: boolean
  /** Where a click leads; carries the filter, for the way back. */
  href: string
  onSelect: (isSelected: boolean) => void
  onFocus: () => void
}

export function QueueRowView({ entry, isSelected, isCurrent, href, onSelect, onFocus }: QueueRowViewProps) {
  const { id: memberId } = useSession().member
  const { row, isGone } = entry
  const isUrgent = row.urgency === 'urgent'
  const hasDraft = readDraft(memberId, row.number) !== null
  const about = [
    MATTERS[row.matter as Matter],
    row.regionName,
    words.channels[row.channel] ?? row.channel,
    words.reasons[row.reason],
  ].filter(Boolean)
  return (
    <tr className={isGone ? 'row row--gone' : 'row'} data-number={row.number} aria-selected={isSelected}>
      <td className="row__check">
        <Checkbox
          aria-label={words.queue.select(row.number)}
          checked={isSelected}
          onChange={({ target }) => onSelect(target.checked)}
        />
      </td>
      <td className="row__due">
        {isGone ? words.queue.gone : <Deadline dueAt={row.dueAt} isUrgent={isUrgent} />}
      </td>
      <td className="row__content">
        <Link href={href} className="row__link" onFocus={onFocus} tabIndex={isCurrent ? 0 : -1}>
          {isUrgent && (
            <span className="urgent">
              <UrgentIcon />
              {words.urgent}
            </span>
          )}
          <span className="row__summary">{row.summary || words.queue.noSummary}</span>
        </Link>
        <p className="row__about">
          <span className="row__number">{row.number}</span>
          {hasDraft && <span className="draft">{words.queue.draft}</span>}
          {about.join(' · ')}
        </p>
      </td>
      <td className="row__status">
        <StatusTag status={row.status} />
        <span className="row__who">{row.assigneeName ?? words.queue.nobody}</span>
      </td>
      <td className="row__office">{row.officeName ?? words.provinceQueue}</td>
      <td className="row__opened">
        <Time at={row.createdAt} />
      </td>
    </tr>
  )
}
