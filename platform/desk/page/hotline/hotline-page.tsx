import { App, Button, Empty, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Suggestion } from '../../suggestions/stream-messages.js'
import { RegionPicker } from '../region-picker.js'
import { useSession } from '../session.js'
import { words as deskWords } from '../words.js'
import { CallerPanel } from './caller-panel.js'
import { hotlineApi } from './hotline-api.js'
import { hotlineWords as words } from './hotline-words.js'
import { readCall, writeCall } from './saved-call.js'
import { SuggestionCard } from './suggestion-card.js'
import { TakenList } from './taken-list.js'
import { TicketDialog } from './ticket-dialog.js'
import { useCall } from './use-call.js'
import { useDigits } from './use-digits.js'

/** What is said aloud comes first. */
const ORDER: readonly Suggestion['kind'][] = ['script', 'question', 'answer', 'article']

/** One screen for a phone call: what the caller says, what may be said to it, and the ticket. */
export function HotlinePage() {
  const { id: memberId } = useSession().member
  const [saved] = useState(() => readCall(memberId))
  const call = useCall(saved)
  const { callId, list, typed, region } = call
  const [phone, setPhone] = useState('')
  /** What staff took over, by key, as they changed it. */
  const [taken, setTaken] = useState<ReadonlyMap<string, { title: string; text: string }>>(
    () => new Map(saved?.taken),
  )
  const [rejected, setRejected] = useState<ReadonlySet<string>>(() => new Set(saved?.rejected))
  const [isFilling, setFilling] = useState(false)
  /** Another call, another screen. */
  const [count, setCount] = useState(0)
  const saidRef = useRef<HTMLTextAreaElement | null>(null)
  const { message } = App.useApp()
  useEffect(() => {
    writeCall(
      memberId,
      callId === null ? null : { callId, typed, region, taken: [...taken], rejected: [...rejected] },
    )
  }, [memberId, callId, typed, region, taken, rejected])
  const shown = (list?.suggestions ?? [])
    .filter(({ key }) => !rejected.has(key))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))

  const tell = (choice: Parameters<typeof hotlineApi.choose>[1]) => {
    if (callId === null) return
    hotlineApi.choose(callId, choice).catch((error: Error) => message.warning(error.message))
  }
  const copy = async ({ key, digit, title, copy: text }: Suggestion) => {
    setTaken((before) => new Map(before).set(key, { title, text }))
    tell({ kind: 'taken', key, text })
    await navigator.clipboard.writeText(text).then(
      () => message.success(words.copied(digit), 1.5),
      () => message.info(words.notCopied),
    )
  }
  const drop = (key: string) => {
    setTaken((before) => new Map([...before].filter(([each]) => each !== key)))
    tell({ kind: 'rejected', key })
  }
  const reject = ({ key }: Suggestion) => {
    setRejected((before) => new Set(before).add(key))
    drop(key)
  }
  const fill = () => {
    if (call.text === '') message.info(words.nothingSaid)
    else void call.begin().then(() => setFilling(true))
  }
  const end = async () => {
    setFilling(false)
    setPhone('')
    setTaken(new Map())
    setRejected(new Set())
    setCount((before) => before + 1)
    saidRef.current?.focus()
    await call.end().catch((error: Error) => message.warning(error.message))
  }
  useDigits({
    onDigit(digit, isRejected) {
      const suggestion = shown.find((each) => each.digit === digit)
      if (!suggestion) return
      if (isRejected) reject(suggestion)
      else void copy(suggestion)
    },
    onFill: fill,
    onEnd: () => void end(),
  })

  return (
    <div className="hotline">
      <header className="hotline__head">
        <h1>{words.title}</h1>
        {!call.isConnected && <span role="status">{deskWords.nav.offline}</span>}
        <span className="hotline__actions">
          <Button type="primary" onClick={fill}>
            {words.fill} <kbd>F2</kbd>
          </Button>
          <Button onClick={() => void end()} disabled={callId === null}>
            {words.end} <kbd>F4</kbd>
          </Button>
        </span>
      </header>
      <div className="hotline__said">
        <CallerPanel key={count} phone={phone} onPhone={setPhone} begin={call.begin} />
        <div>
          <label htmlFor="caller-region">{words.callerRegion}</label>
          <RegionPicker
            id="caller-region"
            value={region}
            placeholder={words.regionHint}
            onChange={call.setRegion}
          />
        </div>
        <div>
          <label htmlFor="said-text">{words.said}</label>
          <Input.TextArea
            id="said-text"
            ref={(area) => {
              saidRef.current = area?.resizableTextArea?.textArea ?? null
            }}
            autoFocus
            value={call.typed}
            placeholder={words.saidHint}
            rows={7}
            maxLength={8000}
            onChange={({ target }) => call.type(target.value)}
          />
          {call.heard.size > 0 && (
            <ul className="heard" aria-label={words.heard}>
              {[...call.heard].map(([segment, { text, final, speaker }]) => (
                <li key={segment} className={`heard__${speaker}${final ? '' : ' heard__partial'}`}>
                  {text}
                </li>
              ))}
            </ul>
          )}
          {call.problem && (
            <p className="hotline__problem" role="alert">
              {call.problem}
            </p>
          )}
          <p className="hotline__keys">{words.keys}</p>
        </div>
        <TakenList
          taken={taken}
          onChange={(key, text) =>
            setTaken((before) => new Map(before).set(key, { title: before.get(key)?.title ?? '', text }))
          }
          onDone={(key, text) => tell({ kind: 'taken', key, text })}
          onDrop={drop}
        />
      </div>
      <section className="hotline__tips" aria-labelledby="tips">
        <div className="hotline__tipshead">
          <h2 id="tips">{words.suggestions}</h2>
          <span aria-live="polite">{list && words.list(shown.length, list.tookMs)}</span>
        </div>
        {list?.notices.map((notice) => (
          <p key={notice} className="hotline__notice" role="alert">
            {notice}
          </p>
        ))}
        {shown.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.none} />
        ) : (
          <ul className="tips">
            {shown.map((suggestion) => (
              <SuggestionCard
                key={suggestion.key}
                suggestion={suggestion}
                isTaken={taken.has(suggestion.key)}
                onCopy={() => void copy(suggestion)}
                onReject={() => reject(suggestion)}
              />
            ))}
          </ul>
        )}
      </section>
      {isFilling && callId !== null && (
        <TicketDialog
          callId={callId}
          text={call.text}
          phone={phone}
          region={region}
          answer={[...taken.values()].map(({ text }) => text).join('\n\n')}
          onClose={() => setFilling(false)}
          onNext={() => void end()}
        />
      )}
    </div>
  )
}
