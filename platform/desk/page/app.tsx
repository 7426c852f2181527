import { Button, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Router, useLocation } from 'wouter'
import { Notice } from './notice.js'
import { PageBoundary } from './page-boundary.js'
import { SessionProvider, useSessionQuery, useSetSession } from './session.js'
import { Shell } from './shell/shell.js'
import { CodeForm } from './sign-in/code-form.js'
import { EnrolForm } from './sign-in/enrol-form.js'
import { SetUpPage } from './sign-in/set-up-page.js'
import { SignInPage } from './sign-in/sign-in-page.js'
import { words } from './words.js'

export function App() {
  return (
    <PageBoundary>
      <Router base="/desk">
        <Entrance />
      </Router>
    </PageBoundary>
  )
}

/** What is due before the desk is shown: the address stays, so that one comes back to where one was. */
function Entrance() {
  const [location, navigate] = useLocation()
  const session = useSessionQuery()
  const setSession = useSetSession()
  // The codes for a lost phone are shown once, after the session has become a full one.
  const [isEnrolling, setEnrolling] = useState(false)
  const wasSignedIn = useRef(false)
  const stage = session.data?.stage

  useEffect(() => {
    if (stage === 'enrolment') setEnrolling(true)
    if (stage === 'full') wasSignedIn.current = true
  }, [stage])

  if (location === '/set-up') {
    return (
      <SetUpPage
        onDone={(begun) => {
          setSession(begun)
          navigate('/', { replace: true })
        }}
        onLeave={() => navigate('/', { replace: true })}
      />
    )
  }
  if (session.isPending) {
    return (
      <main className="waiting" aria-busy="true" aria-label={words.loading}>
        <Spin size="large" />
      </main>
    )
  }
  if (session.isError) {
    return (
      <main className="waiting">
        <Notice status="warning" title={words.failed.title} hint={session.error.message}>
          <Button type="primary" onClick={() => void session.refetch()}>
            {words.retry}
          </Button>
        </Notice>
      </main>
    )
  }
  if (!session.data) return <SignInPage hasEnded={wasSignedIn.current} onDone={setSession} />
  if (session.data.stage === 'second_factor') {
    return <CodeForm onDone={setSession} onLeave={() => setSession(null)} />
  }
  if (session.data.stage === 'enrolment' || isEnrolling) {
    return <EnrolForm onConfirmed={setSession} onDone={() => setEnrolling(false)} />
  }
  return (
    <SessionProvider value={session.data}>
      <Shell />
    </SessionProvider>
  )
}
