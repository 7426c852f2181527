import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { PAGES } from '../pages.js'
import { useSession } from '../session.js'
import { knowledgeWords as words } from './knowledge-words.js'
import { useWaiting } from './use-waiting.js'

const HOME = '/knowledge'

/** In the order in which work goes. An entry is shown where its page exists and the member's role may see it. */
const ENTRIES: readonly { path: string; name: keyof typeof words.entries }[] = [
  { path: HOME, name: 'sources' },
  { path: '/knowledge/drafts', name: 'drafts' },
  { path: '/knowledge/upload', name: 'upload' },
  { path: '/knowledge/dependents', name: 'dependents' },
  { path: '/knowledge/gaps', name: 'gaps' },
  { path: '/knowledge/duplicates', name: 'duplicates' },
  { path: '/knowledge/tester', name: 'tester' },
  { path: '/knowledge/cases', name: 'cases' },
  { path: '/knowledge/keys', name: 'keys' },
]

/** The pages of the knowledge base, above each of them, with how much waits there. */
export function KnowledgeNav() {
  const { role } = useSession().member
  const [location] = useLocation()
  const waiting = useWaiting()
  const client = useQueryClient()
  // Who presses the name of the page that is open wants to see it as of now.
  const refresh = () => client.refetchQueries({ queryKey: ['knowledge'], type: 'active', stale: true })
  const shown = ENTRIES.filter(({ path }) =>
    PAGES.some((page) => page.path === path && page.roles.includes(role)),
  )
  const here = hereOf(location)
  const listRef = useRef<HTMLUListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is, is seen also where not all fit
  useEffect(() => {
    const current = listRef.current?.querySelector('[aria-current]')
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <nav className="knowledge-nav" aria-label={words.nav}>
      <ul ref={listRef}>
        {shown.map(({ path, name }) => {
          const count = isWaited(name) ? waiting[name] : 0
          const said = count > 0 && isWaited(name) ? words.waiting[name](count) : ''
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={path === here ? 'page' : undefined}
                title={said || undefined}
                onClick={() => path === location && void refresh()}
              >
                {words.entries[name]}
                {said && (
                  <span className="knowledge-nav__count">
                    <span aria-hidden="true">{count}</span>
                    <span className="hidden-text">{said}</span>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function isWaited(name: keyof typeof words.entries): name is keyof typeof words.waiting {
  return Object.hasOwn(words.waiting, name)
}

/** One source, or one draft, belongs to its list. */
function hereOf(location: string): string {
  const within = ENTRIES.find(({ path }) => path !== HOME && location.startsWith(path))
  return within?.path ?? HOME
}
