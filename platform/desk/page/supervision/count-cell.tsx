import { Link } from 'wouter'
import { supervisionWords as words } from './supervision-words.js'

interface CountCellProps {
  count: number
  /** Where the tickets are that were counted; null: nowhere to be listed. */
  href: string | null
  /** For those who do not see the table: whose, and which. */
  whose: string
  what: string
  isBad?: boolean
}

/** A number that leads to what it counts. */
export function CountCell({ count, href, whose, what, isBad = false }: CountCellProps) {
  return (
    <td className={isBad && count > 0 ? 'count-cell count-cell--bad' : 'count-cell'}>
      {count === 0 || href === null ? (
        <span className={count === 0 ? 'count-cell__zero' : undefined}>{count}</span>
      ) : (
        <Link href={href} aria-label={words.seeTickets(whose, what, count)}>
          {count}
        </Link>
      )}
    </td>
  )
}
