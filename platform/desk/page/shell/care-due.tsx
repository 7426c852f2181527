import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { OverdueIcon } from '../icons.js'
import { knowledgeApi } from '../knowledge/knowledge-api.js'
import { useSession } from '../session.js'
import { words } from '../words.js'

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
    <div role="status">
      {count > 0 && (
        <Link
          href={`/knowledge?${filter}`}
          className="nav__urgent nav__urgent--soft"
          aria-label={words.nav.careDue(count)}
          title={words.nav.careDue(count)}
        >
          <OverdueIcon />
          <span className="nav__text">{words.nav.careDue(count)}</span>
          <span className="nav__count" aria-hidden>
            {count}
          </span>
        </Link>
      )}
    </div>
  )
}
