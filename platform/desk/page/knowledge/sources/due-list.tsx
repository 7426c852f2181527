import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useSession } from '../../session.js'
import { knowledgeApi } from '../knowledge-api.js'
import { SourceCare } from './source-row.js'
import { sourcesWords as words } from './sources-words.js'

/** What is out of use needs no reading. */
const NEAR = 'freshness=near&status=in_use'
const SHOWN = 5

/** What is to be read again by now or soon, with the days left; nothing where there is none. */
export function DueList() {
  const { id } = useSession().member
  const list = useQuery({
    queryKey: ['knowledge', 'due', id],
    queryFn: async () => {
      const [all, mine] = await Promise.all([
        knowledgeApi.sources(new URLSearchParams(`${NEAR}&limit=${SHOWN}`)),
        knowledgeApi.sources(new URLSearchParams(`${NEAR}&owner=${id}&limit=1`)),
      ])
      return { ...all, mine: mine.total }
    },
  })
  if (!list.data || list.data.total === 0) return null
  const { sources, total, mine } = list.data
  return (
    <section className="due-list" aria-labelledby="due-list">
      <header>
        <h2 id="due-list">{words.dueTitle}</h2>
        {mine > 0 && <Link href={`/knowledge?${NEAR}&owner=${id}`}>{words.dueMine(mine)}</Link>}
        {total > SHOWN && <Link href={`/knowledge?${NEAR}`}>{words.dueAll(total)}</Link>}
      </header>
      <ul>
        {sources.map((source) => (
          <li key={source.id}>
            <Link href={`/knowledge/sources/${source.id}`}>{source.title}</Link>
            <SourceCare source={source} />
          </li>
        ))}
      </ul>
    </section>
  )
}
