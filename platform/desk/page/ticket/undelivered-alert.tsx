import { Alert } from 'antd'
import type { Ticket } from '../desk-api.js'
import { words } from '../words.js'

/** What the citizen has not got on their platform, why, and what staff can do. */
export function UndeliveredAlert({ ticket: { undelivered, queryCode, number } }: { ticket: Ticket }) {
  if (undelivered.length === 0) return null
  const { title, why, whyByCode, tell, code } = words.ticket.undelivered
  return (
    <Alert
      type="warning"
      showIcon
      title={title(undelivered.length)}
      description={
        <>
          <ul className="undelivered">
            {undelivered.map((each) => (
              <li key={each.id}>
                <span className="undelivered__text">{each.text}</span>
                <span className="undelivered__why">
                  {whyByCode[each.code ?? ''] ?? why[each.status]}
                  {each.status === 'failed' && each.code !== null && code(each.code)}
                </span>
              </li>
            ))}
          </ul>
          {queryCode !== null && <p>{tell(number, queryCode)}</p>}
        </>
      }
    />
  )
}
