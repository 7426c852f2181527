import { useQuery } from '@tanstack/react-query'
import { deskApi } from '../desk-api.js'
import { UrgentIcon } from '../icons.js'
import { useSession } from '../session.js'
import { useDeskEvents } from '../use-desk-events.js'
import { words } from '../words.js'
import { NavNotice } from './nav-notice.js'

const FILTER = 'view=below&urgency=urgent&status=waiting'
/** More are not counted one by one. */
const MOST = 50

/** Danger to life that lies at an office below and that nobody has taken: said on every page, from its first second. */
export function UrgentBelow() {
  const { officeId } = useSession().member
  const urgent = useQuery({
    queryKey: ['tickets', 'urgent-below'],
    queryFn: () => deskApi.tickets(new URLSearchParams(`${FILTER}&limit=${MOST}`)),
  })
  useDeskEvents((heard) => {
    if (heard === null || heard.some(({ urgency }) => urgency === 'urgent')) void urgent.refetch()
  })
  const count = urgent.data?.tickets.filter((ticket) => ticket.officeId !== officeId).length ?? 0
  return (
    <NavNotice
      href={`/tickets?${FILTER}`}
      icon={<UrgentIcon />}
      text={words.nav.urgentBelow(count)}
      count={count}
    />
  )
}
