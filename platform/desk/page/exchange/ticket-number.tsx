import { Link } from 'wouter'
import { WORKING_ROLES } from '../../desk-roles.js'
import { useSession } from '../session.js'

/** A number that leads to its ticket, for those who may open it. */
export function TicketNumber({ number, exists = true }: { number: string; exists?: boolean }) {
  const { role } = useSession().member
  if (!exists || !WORKING_ROLES.some((working) => working === role)) {
    return <span className="table__number">{number}</span>
  }
  return (
    <Link href={`/tickets/${number}`} className="table__number">
      {number}
    </Link>
  )
}
