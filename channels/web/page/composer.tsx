import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useState,
} from 'react'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import { usePreferences } from './preferences.js'

interface ComposerProps {
  draft: string
  onDraft: (draft: string) => void
  onSend: (text: string) => void
  /** A question is being answered: typing goes on, sending waits. */
  busy: boolean
  started: boolean
  suggestedLength: number
  maxLength: number
  inputRef: RefObject<HTMLTextAreaElement | null>
}

/** The counter shows from this share of the suggested length on. */
const COUNT_FROM = 0.8

export function Composer(props: ComposerProps) {
  const { draft, onDraft, onSend, busy, started, suggestedLength, maxLength, inputRef } = props
  const words = useWords()
  const hintId = useId()
  const [waitingHint, setWaitingHint] = useState(false)
  const text = draft.trim()
  const tooLong = text.length > maxLength
  const mayNot = text === '' || tooLong || busy

  // A change of type size has to render this too: after each rendering the height is taken anew.
  usePreferences()
  useLayoutEffect(() => {
    if (inputRef.current) grow(inputRef.current)
  })
  useEffect(() => {
    const onResize = () => inputRef.current && grow(inputRef.current)
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [inputRef])

  const send = () => {
    setWaitingHint(busy && text !== '')
    if (!mayNot) onSend(text)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the choice of a word in an input method is no wish to send (229: Safari says so too late).
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    send()
  }
  const hint =
    waitingHint && busy
      ? words.composer.waiting
      : tooLong
        ? words.composer.tooLong(maxLength)
        : text.length > suggestedLength
          ? words.composer.longish(suggestedLength)
          : started
            ? words.thread.disclaimer
            : words.composer.privacy

  return (
    <form className="composer" onSubmit={onSubmit}>
      <div className="composer__box">
        <textarea
          ref={inputRef}
          className="composer__input"
          rows={1}
          value={draft}
          placeholder={started ? words.composer.followUpPlaceholder : words.composer.placeholder}
          aria-label={words.composer.label}
          aria-describedby={hintId}
          aria-invalid={tooLong}
          enterKeyHint="send"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {text.length >= suggestedLength * COUNT_FROM && (
          <span
            className={
              text.length > suggestedLength ? 'composer__count composer__count--over' : 'composer__count'
            }
          >
            {words.composer.counter(text.length, tooLong ? maxLength : suggestedLength)}
          </span>
        )}
        <button type="submit" className="send" aria-label={words.composer.send} aria-disabled={mayNot}>
          {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="send" />}
        </button>
      </div>
      <p
        id={hintId}
        className={tooLong ? 'composer__hint composer__hint--error' : 'composer__hint'}
        role="status"
      >
        {hint}
      </p>
    </form>
  )
}

/** The height of its text; the style sheet sets the limit. */
function grow(input: HTMLTextAreaElement) {
  input.style.height = 'auto'
  input.style.height = `${input.scrollHeight}px`
}
