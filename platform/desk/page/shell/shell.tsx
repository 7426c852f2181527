import { Button, Skeleton } from 'antd'
import { Suspense } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { KnowledgeNav } from '../knowledge/knowledge-nav.js'
import { Notice } from '../notice.js'
import { PageBoundary } from '../page-boundary.js'
import { type DeskPage, PAGES } from '../pages.js'
import { useSession } from '../session.js'
import { words } from '../words.js'
import { Navigation } from './navigation.js'

/** Navigation beside the page that the address names. */
export function Shell() {
  const { role } = useSession().member
  const [location] = useLocation()
  const first = PAGES.find((page) => page.label !== null && page.roles.includes(role))
  const isInKnowledge =
    /^\/knowledge(?:\/|$)/.test(location) &&
    PAGES.some((page) => page.path === '/knowledge' && page.roles.includes(role))
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Navigation />
      <main id="main" className="shell__main" tabIndex={-1}>
        {isInKnowledge && <KnowledgeNav />}
        {/* Another address tries anew. */}
        <PageBoundary key={location}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              {PAGES.map((page) => (
                <Route key={page.path} path={page.path}>
                  <Allowed page={page} />
                </Route>
              ))}
              <Route path="/">{first && <Redirect to={first.path} replace />}</Route>
              <Route>
                <Notice status="404" title={words.missing.title}>
                  {first && (
                    <Link href={first.path} asChild>
                      <Button type="primary">{words.missing.toFirst}</Button>
                    </Link>
                  )}
                </Notice>
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      </main>
    </div>
  )
}

function Allowed({ page: { roles, element: Page } }: { page: DeskPage }) {
  const { role } = useSession().member
  if (roles.includes(role)) return <Page />
  return <Notice status="403" title={words.forbidden.title} hint={words.forbidden.hint} />
}

function PageSkeleton() {
  return (
    <div className="page-skeleton" aria-busy="true">
      <Skeleton active title={false} paragraph={{ rows: 8 }} />
    </div>
  )
}
