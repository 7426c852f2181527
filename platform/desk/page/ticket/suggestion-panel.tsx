import { Button, Empty } from 'antd'
import type { Answer, Basis } from '../../../../bot/answer.js'
import { answerText } from '../../../../ui/answer-text.js'
import { AnswerView } from '../../../../ui/answer-view.js'
import { splitNotices } from '../../../../ui/split-notices.js'
import { useWords } from '../../../../ui/words/use-words.js'
import type { Words } from '../../../../ui/words/zh-CN.js'
import type { Source, Ticket } from '../desk-api.js'
import { words } from '../words.js'
import { citationText } from './citation-text.js'
import { sourceName } from './source-name.js'

interface SuggestionPanelProps {
  ticket: Ticket
  /** Staff can still answer. */
  canInsert: boolean
  onInsert: (text: string) => void
  onRead: (passage: { id: string; key?: string; quote: string | null }) => void
}

/** What the bot would have said, which nobody has sent, and the passages that it looked at. */
export function SuggestionPanel({ ticket, canInsert, onInsert, onRead }: SuggestionPanelProps) {
  const shared = useWords()
  const { draft, sources } = ticket
  const openBasis = ({ passageId, passageKey, quote }: Basis) =>
    passageId && onRead({ id: passageId, key: passageKey, quote })
  return (
    <>
      {draft && isAnswer(draft) ? (
        <section className="panel" aria-label={words.ticket.suggestion}>
          <div className="panel__head">
            <p className="panel__note">{words.ticket.suggestionHint}</p>
            {canInsert && (
              <Button size="small" onClick={() => onInsert(replyText(draft, shared))}>
                {words.ticket.useSuggestion}
              </Button>
            )}
          </div>
          <AnswerView answer={draft} onOpenBasis={openBasis} />
        </section>
      ) : (
        <Empty
          className="panel"
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={sources.length > 0 ? words.ticket.onlySources : words.ticket.noSuggestion}
        />
      )}
      {sources.length > 0 && (
        <section className="panel" aria-labelledby="sources">
          <h2 id="sources" className="panel__title">
            {words.ticket.sources}
          </h2>
          <ul className="sources">
            {sources.map((source) => (
              <SourceRow
                key={source.passageId}
                source={source}
                canInsert={canInsert}
                onInsert={onInsert}
                onRead={onRead}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A question back to the citizen, or the news that staff take over, is nothing to send. */
function isAnswer({ choices, points, steps, bases }: Answer): boolean {
  return choices.length === 0 && points.length + steps.length + bases.length > 0
}

/** Of the notices those on the matter; what the bot says of itself and of its sources is left out. */
function replyText(draft: Answer, shared: Words): string {
  const { warnings, remarks } = splitNotices(draft.notices)
  return answerText({ ...draft, notices: [...warnings, ...remarks], aiGenerated: false }, shared)
}

function SourceRow({
  source,
  canInsert,
  onInsert,
  onRead,
}: { source: Source } & Pick<SuggestionPanelProps, 'canInsert' | 'onInsert' | 'onRead'>) {
  const name = sourceName(source)
  return (
    <li>
      <button
        type="button"
        className="sources__name"
        onClick={() => onRead({ id: source.passageId, key: source.passageKey, quote: null })}
      >
        {name}
      </button>
      <p className="sources__text">{source.text}</p>
      {canInsert && (
        <Button
          size="small"
          type="link"
          aria-label={words.ticket.insertSource(name)}
          onClick={() => onInsert(citationText(source))}
        >
          {words.ticket.insert}
        </Button>
      )}
    </li>
  )
}
