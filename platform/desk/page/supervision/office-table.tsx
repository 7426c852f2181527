import { Empty } from 'antd'
import { words as deskWords } from '../words.js'
import { CountCell } from './count-cell.js'
import { LoadBar } from './load-bar.js'
import { queueHref } from './queue-href.js'
import type { OfficeLoad } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

const COLUMNS = [
  { key: 'waiting', filter: { status: 'waiting' } },
  { key: 'taken', filter: { status: 'taken' } },
  { key: 'waitingForCitizen', filter: { status: 'waiting_for_citizen' } },
  { key: 'answered', filter: { status: 'answered' } },
  { key: 'overdue', filter: { overdue: 'true' } },
  { key: 'callBacks', filter: { callBack: 'true' } },
  { key: 'closed', filter: null },
] as const

/** Whoever is late most stands first. */
export function OfficeTable({ offices }: { offices: readonly OfficeLoad[] }) {
  const openOf = ({ waiting, taken, waitingForCitizen }: OfficeLoad) => waiting + taken + waitingForCitizen
  const most = Math.max(...offices.map(openOf))
  return (
    <section className="load__part" aria-labelledby="offices">
      <div className="load__title">
        <h2 id="offices">{words.offices}</h2>
        <ul className="legend" aria-hidden="true">
          {(['waiting', 'taken', 'waitingForCitizen'] as const).map((kind) => (
            <li key={kind} className={`legend__one legend__one--${kind}`}>
              {words.columns[kind]}
            </li>
          ))}
        </ul>
      </div>
      {offices.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noOffices} />
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{words.columns.office}</th>
              {COLUMNS.map(({ key }) => (
                <th key={key} scope="col" className={`figures__${key}`}>
                  {words.columns[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {offices.map((office) => {
              const name = office.officeName ?? deskWords.provinceQueue
              // The queue of the province is what those bound to no office have as their own.
              const place: Record<string, string> =
                office.officeId === null ? { view: 'office' } : { office: office.officeId }
              return (
                <tr key={office.officeId ?? ''}>
                  <th scope="row">
                    {name}
                    <LoadBar
                      most={most}
                      parts={(['waiting', 'taken', 'waitingForCitizen'] as const).map((kind) => ({
                        kind,
                        count: office[kind],
                      }))}
                    />
                  </th>
                  {COLUMNS.map(({ key, filter }) => (
                    <CountCell
                      key={key}
                      count={office[key]}
                      href={filter && queueHref({ ...place, ...filter })}
                      whose={name}
                      what={words.columns[key]}
                      isBad={key === 'overdue' || key === 'callBacks'}
                    />
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
