import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { AdminPage } from '../admin-page.js'
import { Loaded } from '../loaded.js'
import { NothingHere } from '../nothing-here.js'
import { fullTime, whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { DeadLetters } from './dead-letters.js'
import { type Exchange, exchangeApi } from './exchange-api.js'
import { exchangeWords, kindWords } from './exchange-words.js'
import { Reconciliation } from './reconciliation.js'
import { TicketNumber } from './ticket-number.js'

const FOLLOW_MS = 5000

export function ExchangePage() {
  const query = useQuery({ queryKey: ['exchange'], queryFn: exchangeApi.show, refetchInterval: FOLLOW_MS })
  const delivery = query.data?.delivery
  return (
    <AdminPage
      title={exchangeWords.title}
      state={delivery && (delivery.failures > 0 ? exchangeWords.stuck : exchangeWords.running)}
    >
      <Loaded query={query}>
        {(exchange) =>
          exchange.delivery === null ? (
            <NothingHere title={exchangeWords.off.title} hint={exchangeWords.off.hint} />
          ) : (
            <Running
              exchange={exchange}
              delivery={exchange.delivery}
              onDone={async () => {
                await query.refetch()
              }}
            />
          )
        }
      </Loaded>
    </AdminPage>
  )
}

interface RunningProps {
  exchange: Exchange
  delivery: NonNullable<Exchange['delivery']>
  onDone: () => Promise<void>
}

function Running({ exchange, delivery, onDone }: RunningProps) {
  const now = useNow()
  const { facts } = exchangeWords
  const { deadLetters, gaps, refused, reconciliation } = exchange
  const { waiting, waitingSince, failures, nextAttemptAt, problem, deliveredAt } = delivery
  const differences = reconciliation ? reconciliation.differences.length + reconciliation.elsewhere : 0
  return (
    <>
      <section className="admin__section" aria-label={exchangeWords.title}>
        {failures > 0 && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={exchangeWords.failing(failures, problem)}
            description={nextAttemptAt && exchangeWords.next(fullTime(nextAttemptAt).slice(11))}
            className="exchange__trouble"
          />
        )}
        <dl className="facts-grid">
          <Fact label={facts.waiting} isBad={failures > 0}>
            {exchangeWords.count(waiting)}
            <small>
              {waitingSince ? exchangeWords.oldest(whenWords(waitingSince, now)) : exchangeWords.nothingWaits}
            </small>
          </Fact>
          <Fact label={facts.dead} isBad={deadLetters.length > 0}>
            {exchangeWords.count(deadLetters.length)}
            <small>{exchangeWords.scope}</small>
          </Fact>
          <Fact label={facts.delivered}>
            {deliveredAt ? whenWords(deliveredAt, now) : exchangeWords.notYet}
            <small />
          </Fact>
          <Fact label={facts.reconciled} isBad={reconciliation?.problem != null || differences > 0}>
            {reconciliation ? whenWords(reconciliation.endedAt, now) : exchangeWords.notYet}
            <small>{reconciliation?.problem === null && exchangeWords.differences(differences)}</small>
          </Fact>
        </dl>
      </section>
      <DeadLetters letters={deadLetters} onDone={onDone} />
      <Reconciliation last={reconciliation} onDone={onDone} />
      {gaps.length > 0 && (
        <Listed title={exchangeWords.gaps.title}>
          {gaps.map(({ number, missingSeq, kept, since }) => (
            <tr key={number}>
              <td>
                <TicketNumber number={number} />
              </td>
              <td>{exchangeWords.gaps.line(missingSeq, kept)}</td>
              <td className="table__number">{fullTime(since)}</td>
            </tr>
          ))}
        </Listed>
      )}
      {refused.length > 0 && (
        <Listed title={exchangeWords.refused.title} hint={exchangeWords.refused.hint}>
          {refused.map(({ number, kind, detail, at }) => (
            <tr key={`${number} ${at}`}>
              <td>
                <TicketNumber number={number} />
              </td>
              <td>
                {kindWords(kind)}
                {detail && <span className="table__soft">{detail}</span>}
              </td>
              <td className="table__number">{fullTime(at)}</td>
            </tr>
          ))}
        </Listed>
      )}
    </>
  )
}

function Fact({ label, isBad = false, children }: { label: string; isBad?: boolean; children: ReactNode }) {
  return (
    <div className={isBad ? 'fact fact--bad' : 'fact'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Listed({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="admin__section">
      <header>
        <h2>{title}</h2>
        {hint && <p>{hint}</p>}
      </header>
      <table className="table">
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
