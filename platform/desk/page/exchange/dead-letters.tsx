import { App, Button } from 'antd'
import { useState } from 'react'
import { ReasonDialog } from '../ticket/reason-dialog.js'
import { fullTime } from '../time-words.js'
import { useAction } from '../use-action.js'
import { type DeadLetter, exchangeApi } from './exchange-api.js'
import { exchangeWords, kindWords } from './exchange-words.js'
import { TicketNumber } from './ticket-number.js'

interface DeadLettersProps {
  letters: readonly DeadLetter[]
  onDone: () => Promise<void>
}

/** What could not be delivered and is not tried any more: to be sent again, or passed over with a reason. */
export function DeadLetters({ letters, onDone }: DeadLettersProps) {
  const { dead, skip: skipping } = exchangeWords
  const { message } = App.useApp()
  const [skipped, setSkipped] = useState<DeadLetter | null>(null)
  const resend = useAction(async (id: string | null) => {
    try {
      const { resent } = await (id === null ? exchangeApi.resendAll() : exchangeApi.resend(id))
      message.success(dead.resent(resent))
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await onDone()
  })
  const skip = useAction(async (id: string, reason: string) => {
    await exchangeApi.skip(id, reason)
    message.success(dead.skipped)
    setSkipped(null)
    await onDone()
  })
  return (
    <section className="admin__section" aria-labelledby="dead-letters">
      <header>
        <h2 id="dead-letters">{dead.title}</h2>
        <p>{letters.length > 0 && dead.hint}</p>
        {letters.length > 1 && (
          <Button loading={resend.isBusy} onClick={() => void resend.run(null)}>
            {dead.resendAll}
          </Button>
        )}
      </header>
      {letters.length === 0 ? (
        <p className="admin__calm">{dead.none}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{dead.columns.ticket}</th>
              <th scope="col">{dead.columns.reason}</th>
              <th scope="col">{dead.columns.tried}</th>
              <th scope="col">{dead.columns.held}</th>
              <th scope="col">
                <span className="hidden-text">{dead.columns.act}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <tr key={letter.id}>
                <td>
                  <TicketNumber number={letter.number} />
                  <span className="table__soft table__number">
                    {kindWords(letter.kind)} · {fullTime(letter.createdAt).slice(5)}
                  </span>
                </td>
                <td>{letter.reason}</td>
                <td className="table__number">
                  {dead.tried(letter.attempts)}
                  {letter.lastAttemptAt && (
                    <span className="table__soft">{fullTime(letter.lastAttemptAt).slice(5)}</span>
                  )}
                </td>
                <td className="table__number">{letter.held > 0 ? exchangeWords.count(letter.held) : '—'}</td>
                <td className="table__actions">
                  <Button
                    size="small"
                    aria-label={dead.resendOne(letter.number)}
                    disabled={resend.isBusy}
                    onClick={() => void resend.run(letter.id)}
                  >
                    {dead.resend}
                  </Button>{' '}
                  <Button
                    size="small"
                    type="text"
                    aria-label={dead.skipOne(letter.number)}
                    onClick={() => setSkipped(letter)}
                  >
                    {dead.skip}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {skipped && (
        <ReasonDialog
          title={skipping.title(skipped.number, kindWords(skipped.kind))}
          hint={skipping.hint}
          okText={skipping.ok}
          isDanger
          choices={skipping.choices}
          isBusy={skip.isBusy}
          problem={skip.problem}
          onOk={(reason) => void skip.run(skipped.id, reason)}
          onClose={() => setSkipped(null)}
        />
      )}
    </section>
  )
}
