import { Button } from 'antd'
import type { Suggestion } from '../../suggestions/stream-messages.js'
import { hotlineWords as words } from './hotline-words.js'

interface SuggestionCardProps {
  suggestion: Suggestion
  isTaken: boolean
  onCopy: () => void
  onReject: () => void
}

export function SuggestionCard({ suggestion, isTaken, onCopy, onReject }: SuggestionCardProps) {
  const { digit, kind, title, text, probability, sources, choices } = suggestion
  return (
    <li className={`tip tip--${kind}${isTaken ? ' tip--taken' : ''}`}>
      <div className="tip__head">
        <kbd>{digit}</kbd>
        <h3 className="tip__title">{title}</h3>
        <span className="tip__sure">
          {kind === 'question' ? words.missing(probability) : words.probability(probability)}
        </span>
      </div>
      <p className="tip__text">{text}</p>
      {choices.length > 0 && (
        <ul className="tip__choices">
          {choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      )}
      <div className="tip__foot">
        {kind !== 'article' && sources.length > 0 && (
          <details>
            <summary>{words.sources(sources.length)}</summary>
            <ul className="tip__sources">
              {sources.map(({ kind: of, lawTitle, number, quote, passageId }) => (
                <li key={`${passageId} ${lawTitle} ${number}`}>
                  <strong>{of === 'statute' ? `《${lawTitle}》${number ?? ''}` : lawTitle}</strong>
                  {quote !== null && <span>{quote}</span>}
                </li>
              ))}
            </ul>
            {sources.some(({ loaded }) => !loaded) && <p className="tip__missing">{words.notLoaded}</p>}
          </details>
        )}
        <span className="tip__actions">
          <Button size="small" type="text" aria-label={words.rejectLong(digit, title)} onClick={onReject}>
            {words.reject}
          </Button>
          <Button size="small" aria-label={words.copyLong(digit, title)} onClick={onCopy}>
            {words.copy}
          </Button>
        </span>
      </div>
    </li>
  )
}
