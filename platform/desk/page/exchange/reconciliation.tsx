import { Alert, App, Button } from 'antd'
import { StatusTag } from '../status-tag.js'
import { fullTime } from '../time-words.js'
import { useAction } from '../use-action.js'
import { type Exchange, exchangeApi } from './exchange-api.js'
import { exchangeWords } from './exchange-words.js'
import { TicketNumber } from './ticket-number.js'

interface ReconciliationProps {
  last: Exchange['reconciliation']
  onDone: () => Promise<void>
}

/** The last comparison of both sides, and one more now. */
export function Reconciliation({ last, onDone }: ReconciliationProps) {
  const { reconciliation: said, kinds } = exchangeWords
  const { message } = App.useApp()
  const run = useAction(async () => {
    const { compared, differences, elsewhere, problem } = await exchangeApi.reconcile()
    if (problem === null) message.success(said.made(compared, differences.length + elsewhere))
    await onDone()
  })
  return (
    <section className="admin__section" aria-labelledby="reconciliation">
      <header>
        <h2 id="reconciliation">{said.title}</h2>
        <p>{last ? said.at(fullTime(last.endedAt), last.trigger === 'manual') : said.hint}</p>
        <Button loading={run.isBusy} onClick={() => void run.run()}>
          {run.isBusy ? said.running : said.run}
        </Button>
      </header>
      {run.problem && <Alert type="error" showIcon title={run.problem} role="alert" />}
      {last === null && <p className="admin__calm">{said.none}</p>}
      {last && last.problem !== null && <Alert type="warning" showIcon title={said.failed(last.problem)} />}
      {last && last.problem === null && last.differences.length === 0 && (
        <p className="admin__calm">
          {last.elsewhere > 0 ? said.elsewhere(last.elsewhere) : said.same(last.compared)}
        </p>
      )}
      {last && last.differences.length > 0 && (
        <>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{said.columns.ticket}</th>
                <th scope="col">{said.columns.what}</th>
                <th scope="col">{said.columns.here}</th>
                <th scope="col">{said.columns.there}</th>
              </tr>
            </thead>
            <tbody>
              {last.differences.map(({ number, kind, here, there, count }) => (
                <tr key={`${number} ${kind}`}>
                  <td>
                    <TicketNumber number={number} exists={here !== null} />
                  </td>
                  <td>{kinds[kind](count)}</td>
                  <td>{here ? <StatusTag status={here} /> : said.nothing}</td>
                  <td>{there ? <StatusTag status={there} /> : said.nothing}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {last.elsewhere > 0 && <p className="table__soft">{said.elsewhere(last.elsewhere)}</p>}
        </>
      )}
    </section>
  )
}
