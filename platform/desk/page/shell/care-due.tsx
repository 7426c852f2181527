import { useQuery } from '@tanstack/react-query'
import { OverdueIcon } from '../icons.js'
import { knowledgeApi } from '../knowledge/knowledge-api.js'
import { useSession } from '../session.js'
import { words } from '../words.js'
import { NavNotice } from './nav-notice.js'

const AGAIN_MS = 600_000

/** Sources whose owner is to read them again by now: said to the owner on every page. */
export function CareDue() {
  const { id } = useSession().member
  const filter = new URLSearchParams({ freshness: 'due', status: 'in_use', owner: id })
  const due = useQuery({
    queryKey: ['knowledge', 'mine-due', id],
    queryFn: () => knowledgeApi.sources(new URLSearchParams([...filter, ['limit', '1']])),
    refetchInterval: AGAIN_MS,
  })
  const count = due.data?.total ?? 0
  return (
    <NavNotice
      href={`/knowledge?${filter}`}
      icon={<OverdueIcon />}
      text={words.nav.careDue(count)}
      count={count}
      isSoft
    />
  )
}
