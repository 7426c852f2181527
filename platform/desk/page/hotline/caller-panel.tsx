import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { MATTERS, type Matter } from '../../../../knowledge/matter.js'
import { useAction } from '../use-action.js'
import { words as deskWords } from '../words.js'
import { type History, hotlineApi } from './hotline-api.js'
import { hotlineWords as words } from './hotline-words.js'

interface CallerPanelProps {
  phone: string
  onPhone: (phone: string) => void
  begin: () => Promise<string>
}

/** Under which number they call, and what was before. */
export function CallerPanel({ phone, onPhone, begin }: CallerPanelProps) {
  const [history, setHistory] = useState<History | null>(null)
  const look = useAction(async () => {
    if (phone.trim() !== '') setHistory(await hotlineApi.recognise(await begin(), phone.trim()))
  })
  const isNew = history !== null && history.calls.length + history.tickets.length === 0
  return (
    <div className="caller">
      <label htmlFor="caller-phone">{words.phone}</label>
      <Input.Search
        id="caller-phone"
        inputMode="tel"
        autoComplete="off"
        placeholder={words.phoneHint}
        value={phone}
        loading={look.isBusy}
        onChange={({ target }) => onPhone(target.value)}
        onSearch={() => void look.run()}
      />
      <div aria-live="polite">
        {look.problem && <p className="hotline__problem">{look.problem}</p>}
        {isNew && <p className="caller__none">{words.noHistory}</p>}
        {history && !isNew && (
          <>
            <p>{words.earlierCalls(history.calls.length)}</p>
            <ul className="caller__tickets">
              {history.tickets.map(({ number, status, matter, summary }) => (
                <li key={number}>
                  <Link href={`/tickets/${number}`}>{number}</Link>
                  <span>
                    {MATTERS[matter as Matter] ?? matter} ·{' '}
                    {deskWords.statuses[status as keyof typeof deskWords.statuses]}
                  </span>
                  <span className="caller__summary">{summary}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
