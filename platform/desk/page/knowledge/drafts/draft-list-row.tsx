import { Checkbox } from 'antd'
import { Link } from 'wouter'
import type { DraftListRow } from '../../../../knowledge/drafts/draft-wire.js'
import { Time } from '../../time.js'
import { fullTime } from '../../time-words.js'
import { knowledgeWords } from '../knowledge-words.js'
import { draftsWords as words } from './drafts-words.js'

interface DraftListRowProps {
  draft: DraftListRow
  isSelected: boolean
  /** null: nothing can be done to it with others. */
  onSelect: ((isSelected: boolean) => void) | null
}

export function DraftListRowView({ draft, isSelected, onSelect }: DraftListRowProps) {
  const { id, status, kind, title, file, sources, problems, authorName, editorName, isOwn } = draft
  const { reason, publishAt, deciderName, changedAt } = draft
  return (
    <tr data-selected={isSelected}>
      {onSelect && (
        <td className="draft-list__select">
          <Checkbox
            aria-label={words.select(title)}
            checked={isSelected}
            onChange={({ target }) => onSelect(target.checked)}
          />
        </td>
      )}
      <td className="knowledge-list__content">
        <Link href={`/knowledge/drafts/${id}`} className="knowledge-list__title">
          {title}
        </Link>
        <span className="knowledge-list__about">
          <span>{knowledgeWords.kinds[kind]}</span>
          {sources > 1 && <span>{words.sources(sources)}</span>}
          <span className="draft-list__file">{file}</span>
          {problems > 0 && <span className="knowledge-list__waits">{words.problems(problems)}</span>}
        </span>
        {status === 'in_review' && reason !== null && (
          <span className="draft-list__reason">{words.notPublished(reason)}</span>
        )}
        {status === 'draft' && reason !== null && (
          <span className="draft-list__reason">{words.returned(reason)}</span>
        )}
      </td>
      <td className="knowledge-list__status">
        <span className={`status status--draft-${status}`}>{knowledgeWords.draftStatuses[status]}</span>
        {status === 'scheduled' && publishAt !== null && (
          <span className="table__soft">{words.publishAt(fullTime(publishAt))}</span>
        )}
      </td>
      <td className="knowledge-list__care">
        <span>
          {authorName}
          {isOwn && <span className="draft-list__mine">{words.mine}</span>}
        </span>
        {editorName !== null && <span className="table__soft">{words.editedBy(editorName)}</span>}
        {deciderName !== null && status !== 'in_review' && (
          <span className="table__soft">{words.decidedBy(deciderName)}</span>
        )}
      </td>
      <td className="table__number knowledge-list__changed">
        <Time at={changedAt} />
      </td>
    </tr>
  )
}
