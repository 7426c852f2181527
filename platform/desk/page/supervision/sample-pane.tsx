import { useQuery } from '@tanstack/react-query'
import { Button, Result, Skeleton, Tooltip } from 'antd'
import { Link } from 'wouter'
import { deskApi } from '../desk-api.js'
import { BackIcon } from '../icons.js'
import { Thread } from '../ticket/thread.js'
import { threadItems } from '../ticket/thread-items.js'
import { words as deskWords } from '../words.js'
import { SampleForm } from './sample-form.js'
import type { Sample } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

interface SamplePaneProps {
  sample: Sample
  onBack: () => void
  onSaved: () => Promise<void>
}

/** What was said and done, and beside it the form. */
export function SamplePane({ sample, onBack, onSaved }: SamplePaneProps) {
  const { number, officeName, assigneeName } = sample
  const ticket = useQuery({ queryKey: ['ticket', number], queryFn: () => deskApi.ticket(number) })
  return (
    <section className="sample" aria-label={number}>
      <header className="talk__head">
        <div className="talk__bar">
          <Tooltip title={words.back}>
            <button type="button" className="icon-link talk__back" aria-label={words.back} onClick={onBack}>
              <BackIcon />
            </button>
          </Tooltip>
          <h2 className="ticket__number">{number}</h2>
          <span className="ticket__actions">
            <Link href={`/tickets/${number}?view=below`}>{words.toTicket}</Link>
          </span>
        </div>
        <p className="talk__about">
          {[
            officeName ?? deskWords.provinceQueue,
            assigneeName === null ? words.nobody : words.assignee(assigneeName),
          ].join(' · ')}
        </p>
      </header>
      <div className="sample__thread">
        {ticket.isPending && <Skeleton active className="queue__skeleton" />}
        {ticket.isError && !ticket.data && (
          <Result
            status="warning"
            title={deskWords.failed.title}
            subTitle={ticket.error.message}
            extra={<Button onClick={() => void ticket.refetch()}>{deskWords.retry}</Button>}
          />
        )}
        {ticket.data && <Thread items={threadItems(ticket.data)} />}
      </div>
      <aside className="sample__form" aria-label={words.form}>
        <SampleForm sample={sample} onSaved={onSaved} />
      </aside>
    </section>
  )
}
