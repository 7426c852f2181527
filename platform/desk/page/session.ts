import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect } from 'react'
import { rememberCsrfToken, whenSignedOut } from './request.js'
import { RequestFailed } from './request-failed.js'
import { type Session, staffApi } from './staff-api.js'

const KEY = ['session']

/** null: nobody is signed in. */
async function readSession(): Promise<Session | null> {
  try {
    return remembered(await staffApi.session())
  } catch (error) {
    if (error instanceof RequestFailed && error.status === 401) return null
    throw error
  }
}

/** Who is signed in, as far as signing in has come. */
export function useSessionQuery() {
  const client = useQueryClient()
  const query = useQuery({ queryKey: KEY, queryFn: readSession, staleTime: 60_000 })
  useEffect(() => whenSignedOut(() => client.setQueryData(KEY, null)), [client])
  return query
}

/** Takes what a step of signing in, or signing out, has brought. */
export function useSetSession(): (session: Session | null) => void {
  const client = useQueryClient()
  return (session) => {
    const before = client.getQueryData<Session | null>(KEY)
    // What one person was shown is not shown to the next.
    if (before?.member.id !== session?.member.id) {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
    }
    client.setQueryData(KEY, session && remembered(session))
  }
}

function remembered(session: Session): Session {
  rememberCsrfToken(session.csrfToken)
  return session
}

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** Inside the shell, where somebody is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside of the shell')
  return session
}
